//! Names of countries.

use icu::{
    experimental::displaynames::{DisplayNamesOptions, Style, multi::RegionDisplayNames},
    locale::{Locale, subtags::Region},
};
use icu_provider::DataError;

/// The names of countries in one language.
pub(super) struct Countries {
    short: RegionDisplayNames,
    full: RegionDisplayNames,
}

impl Countries {
    pub(super) fn of(language: &Locale) -> Result<Self, DataError> {
        let mut short = DisplayNamesOptions::default();
        short.style = Some(Style::Short);
        Ok(Self {
            short: RegionDisplayNames::try_new(language.into(), short)?,
            full: RegionDisplayNames::try_new(language.into(), DisplayNamesOptions::default())?,
        })
    }

    /// The short name, unless it is an abbreviation such as « É.-U. »; the code if CLDR has no name.
    pub(super) fn name<'n>(&'n self, code: &'n str) -> &'n str {
        let Ok(region) = Region::try_from_str(code) else { return code };
        let short = self.short.of(region).filter(|name| !name.contains('.'));
        short.or_else(|| self.full.of(region)).unwrap_or(code)
    }
}
