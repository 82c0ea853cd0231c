//! Encoding of a parsed paste, to pass it from one WebAssembly module to
//! another.

use super::{ParsedPaste, Part, PasteFormat, Role};

const FORMATS: [PasteFormat; 6] = [
    PasteFormat::Log,
    PasteFormat::StackTrace,
    PasteFormat::Alertmanager,
    PasteFormat::PagerDuty,
    PasteFormat::Json,
    PasteFormat::Url,
];

const ROLES: [Role; 7] = [
    Role::Alert,
    Role::Service,
    Role::Exception,
    Role::ErrorCode,
    Role::Identifier,
    Role::Word,
    Role::Noise,
];

impl ParsedPaste {
    /// Encodes the paste: each number is followed by a space, each text
    /// preceded by its length in bytes.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut out = String::new();
        let mut number = |n: usize, text: &str| {
            out.push_str(&n.to_string());
            out.push(' ');
            out.push_str(text);
        };
        number(self.format as usize, "");
        for part in &self.parts {
            for n in [
                part.role as usize,
                part.weight.to_bits() as usize,
                part.start,
                part.end,
            ] {
                number(n, "");
            }
            number(part.text.len(), &part.text);
        }
        out
    }

    /// Decodes what [`Self::encode`] wrote; `None` for any other text.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let mut rest = text;
        let number = |text: &mut &str| -> Option<usize> {
            let (number, after) = text.split_once(' ')?;
            *text = after;
            number.parse().ok()
        };
        let format = *FORMATS.get(number(&mut rest)?)?;
        let mut parts = Vec::new();
        while !rest.is_empty() {
            let role = *ROLES.get(number(&mut rest)?)?;
            let weight = f32::from_bits(u32::try_from(number(&mut rest)?).ok()?);
            let (start, end) = (number(&mut rest)?, number(&mut rest)?);
            let length = number(&mut rest)?;
            let text = rest.get(..length)?.to_owned();
            rest = rest.get(length..)?;
            parts.push(Part {
                role,
                text,
                weight,
                start,
                end,
            });
        }
        Some(Self { format, parts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_arrives() {
        for (n, format) in FORMATS.into_iter().enumerate() {
            assert_eq!(format as usize, n);
            let parts = ROLES.into_iter().enumerate().map(|(n, role)| {
                assert_eq!(role as usize, n);
                Part {
                    role,
                    text: ["", "a 1 b", "größe\n"][n % 3].to_owned(),
                    weight: 0.3 * n as f32,
                    start: n,
                    end: n * 1000,
                }
            });
            let parts = parts.take(n + 2).collect();
            let pasted = ParsedPaste { format, parts };
            assert_eq!(ParsedPaste::decode(&pasted.encode()), Some(pasted));
        }
    }

    #[test]
    fn what_was_not_sent_so_is_nothing() {
        for text in [
            "",
            "9 ",
            "0 1",
            "0 9 0 0 0 0 ",
            "0 1 0 0 0 9 x",
            "0 1 0 0 0 1 é",
        ] {
            assert_eq!(ParsedPaste::decode(text), None, "{text}");
        }
    }
}
