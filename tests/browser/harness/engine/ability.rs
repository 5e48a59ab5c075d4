//! What not every engine can be brought to: the one place that says which tests are left out, and why.

use super::Engine;

/// Something that a test stands on and that some engines cannot be brought to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ability {
    /// To work at a fraction of its speed.
    SlowProcessor,
    /// To be touched by a finger that is not there.
    Touch,
    /// To show pages in a reader's own few colours.
    ForcedColours,
    /// To show pages as on paper.
    Paper,
    /// To say what it gives to assistive technology.
    Tree,
    /// To open tabs and windows by itself, which its driver then knows of.
    Tabs,
}

impl Ability {
    /// Why an engine that cannot is let off.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::SlowProcessor => "it cannot be made to work more slowly",
            Self::Touch => "it hears of fingers from a touch screen alone",
            Self::ForcedColours => "it has no colours of the reader's own",
            Self::Tree => "its driver does not show what assistive technology is given",
            Self::Tabs => "its small browser opens no tab or window that its driver has not asked for",
            Self::Paper => "it shows pages as on paper to printers alone",
        }
    }
}

impl Engine {
    /// Whether it can be brought to something.
    pub(crate) fn can(self, ability: Ability) -> bool {
        match ability {
            Ability::SlowProcessor | Ability::Tree => self == Self::Chromium,
            Ability::Touch | Ability::ForcedColours | Ability::Paper | Ability::Tabs => self != Self::WebKit,
        }
    }
}
