//! What not every engine can be brought to: the one place that says which tests are left out, and why.

use super::Engine;

/// Something that a test stands on and that some engines cannot be brought to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ability {
    /// To work at a fraction of its speed.
    SlowProcessor,
}

impl Ability {
    /// Why an engine that cannot is let off.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::SlowProcessor => "it cannot be made to work more slowly",
        }
    }
}

impl Engine {
    /// Whether it can be brought to something.
    pub(crate) fn can(self, ability: Ability) -> bool {
        match ability {
            Ability::SlowProcessor => self == Self::Chromium,
        }
    }
}
