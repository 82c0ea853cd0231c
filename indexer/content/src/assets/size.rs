//! Reads the width and height of images, so that pages can reserve their space
//! and do not jump when an image is loaded.

/// Returns width and height in pixels of a PNG, GIF, JPEG or SVG.
pub(super) fn read(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = match bytes {
        [0x89, b'P', b'N', b'G', ..] => png(bytes),
        [b'G', b'I', b'F', b'8', ..] => gif(bytes),
        [0xff, 0xd8, ..] => jpeg(bytes),
        _ => svg(bytes),
    }?;
    (size.0 > 0 && size.1 > 0).then_some(size)
}

fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    Some((number(16)?, number(20)?))
}

fn gif(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| {
        Some(u32::from(u16::from_le_bytes(
            bytes.get(at..at + 2)?.try_into().ok()?,
        )))
    };
    Some((number(6)?, number(8)?))
}

fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            0xff => at += 1,
            // Start of frame: precision, height, width.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some((u32::from(number(at + 7)?), u32::from(number(at + 5)?)));
            }
            0x01 | 0xd0..=0xd8 => at += 2,
            _ => at += 2 + usize::from(number(at + 2)?).max(2),
        }
    }
}

fn svg(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let tag = &head[head.find("<svg")?..];
    let tag = &tag[..tag.find('>')?];
    let attribute = |name: &str| -> Option<&str> {
        let at = tag.find(&format!(" {name}="))? + name.len() + 2;
        let quote = tag[at..].chars().next()?;
        tag[at + 1..].split(quote).next()
    };
    let number = |text: &str| -> Option<u32> {
        let text = text.trim().trim_end_matches("px");
        let value: f64 = text.parse().ok()?;
        // Larger sizes exceed any screen; no space is reserved for them.
        (value.is_finite() && (1.0..=20_000.0).contains(&value)).then_some(value.round() as u32)
    };
    let own = attribute("width")
        .and_then(number)
        .zip(attribute("height").and_then(number));
    own.or_else(|| {
        let mut parts = attribute("viewBox")?
            .split([' ', ','])
            .filter(|part| !part.is_empty());
        let (width, height) = (parts.nth(2)?, parts.next()?);
        number(width).zip(number(height))
    })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn sizes_are_read_from_headers() {
        let mut png = vec![
            0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R',
        ];
        png.extend([0, 0, 1, 0, 0, 0, 0, 2]);
        assert_eq!(read(&png), Some((256, 2)));
        assert_eq!(read(b"GIF89a\x05\x00\x06\x00"), Some((5, 6)));
        let jpeg = [
            0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 7, 0, 9,
        ];
        assert_eq!(read(&jpeg), Some((9, 7)));
        assert_eq!(
            read(b"<svg xmlns='x' width=\"10px\" height='20'>"),
            Some((10, 20))
        );
        assert_eq!(
            read(b"<?xml?><svg viewBox=\"0 0 30.4 40\">"),
            Some((30, 40))
        );
        for broken in [&b""[..], b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"<svg"] {
            assert_eq!(read(broken), None);
        }
    }
}
