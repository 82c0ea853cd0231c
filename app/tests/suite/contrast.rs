//! Checks that the colours of `style/tokens.css` have enough contrast, in both themes.
//!
//! `cargo test -p app contrast -- --nocapture` lists the ratios.

use std::collections::BTreeMap;

use app::model::Site;
use app::pages::{Page, render};

const TOKENS: &str = include_str!("../../../style/tokens.css");

/// The ratios that WCAG AA requires for text, and for the edges of controls.
const TEXT: f64 = 4.5;
const CONTROL: f64 = 3.0;

/// Foreground, the backgrounds on which it is used, and the minimum ratio.
const PAIRS: [(&str, &[&str], f64); 13] = [
    (
        "text",
        &[
            "bg",
            "surface",
            "raised",
            "accent-soft",
            "bad-soft",
            "warn-soft",
            "good-soft",
            "mark",
        ],
        TEXT,
    ),
    (
        "muted",
        &["bg", "surface", "raised", "bad-soft", "good-soft"],
        TEXT,
    ),
    (
        "accent",
        &[
            "bg",
            "surface",
            "raised",
            "accent-soft",
            "warn-soft",
            "good-soft",
            "bad-soft",
        ],
        TEXT,
    ),
    ("bad", &["bg", "raised", "bad-soft"], TEXT),
    ("warn", &["warn-soft", "raised", "good-soft"], TEXT),
    ("good", &["good-soft", "surface", "raised"], TEXT),
    ("tok-n", &["surface", "raised"], TEXT),
    ("tok-k", &["surface", "raised"], TEXT),
    ("tok-v", &["surface", "raised"], TEXT),
    ("control", &["bg", "surface", "raised"], CONTROL),
    ("accent", &["bg", "raised"], CONTROL),
    ("bad", &["bg"], CONTROL),
    ("warn", &["bg", "raised"], CONTROL),
];

#[test]
fn text_and_controls_have_enough_contrast_in_both_themes() {
    let tokens = tokens();
    let mut low = Vec::new();
    for (name, backgrounds, least) in PAIRS {
        for background in backgrounds {
            for theme in 0..2 {
                let ratio = ratio(tokens[name][theme], tokens[*background][theme]);
                let theme = ["light", "dark"][theme];
                println!("{ratio:5.2}  {theme:5}  {name} on {background}");
                if ratio < least {
                    low.push(format!(
                        "{name} on {background}, {theme}: {ratio:.2} < {least}"
                    ));
                }
            }
        }
    }
    assert!(low.is_empty(), "too little contrast:\n{}", low.join("\n"));
}

#[test]
fn the_theme_colour_is_the_background_of_the_page() {
    let page = render(&Site::default(), &Page::Search);
    for (theme, rgb) in ["light", "dark"].iter().zip(tokens()["bg"]) {
        let bg = rgb.map(|c| format!("{:02x}", (c * 255.0).round() as u8));
        let meta = format!(
            "(prefers-color-scheme: {theme})\" content=\"#{}\"",
            bg.concat()
        );
        assert!(page.contains(&meta), "{meta}");
    }
}

/// Parses the tokens of the form `--name: light-dark(#light, #dark);`.
fn tokens() -> BTreeMap<&'static str, [[f64; 3]; 2]> {
    TOKENS
        .lines()
        .filter_map(|line| {
            let (name, value) = line
                .trim()
                .strip_prefix("--")?
                .split_once(": light-dark(")?;
            let (light, dark) = value.strip_suffix(");")?.split_once(", ")?;
            Some((name, [rgb(light), rgb(dark)]))
        })
        .collect()
}

fn rgb(hex: &str) -> [f64; 3] {
    let channel = |at: usize| {
        let value = u8::from_str_radix(&hex[at..at + 2], 16).expect("a colour as #rrggbb");
        f64::from(value) / 255.0
    };
    [channel(1), channel(3), channel(5)]
}

/// Returns the contrast ratio of WCAG 2.
fn ratio(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(rgb: [f64; 3]) -> f64 {
    let [r, g, b] = rgb.map(|c| {
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}
