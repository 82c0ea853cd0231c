//! What only the prerendered page needs of an island's properties.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value that is rendered natively and not sent to the browser again.
///
/// The properties of an island travel as JSON in an attribute, beside the markup
/// that was made of them. A text, or HTML, that never changes is in the page
/// already, and hydration leaves it there; the browser gets the default value.
/// Only for elements that are hydrated, not for those created in the browser.
///
/// In JSON it is `1`, so that an `Option` of it says whether there is any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageOnly<T>(pub T);

impl<T> Serialize for PageOnly<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(1)
    }
}

impl<'de, T: Default> Deserialize<'de> for PageOnly<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u8::deserialize(deserializer)?;
        Ok(Self(T::default()))
    }
}
