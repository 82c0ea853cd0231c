//! Tests with all runbooks of two operators: each is found by its alert's name,
//! variables are found and no command loses a character, sections are recognised.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use crate::support::Project;
use content::config::Config;
use model::Document;
use site::runbook::{self, Part};
use testing::{corpora, html_text};

const CORPORA: [&str; 2] = ["prometheus-operator-runbooks", "openshift-runbooks"];

/// Files whose names have capitals but are not alerts: they explain how something
/// is named.
const NO_ALERTS: &[&str] = &["README", "ClusterLogForwarderConfigNamingSchema"];

fn markdown(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            markdown(&path, found);
        } else if path.extension().is_some_and(|end| end == "md") {
            found.push(path);
        }
    }
}

/// Returns the names of the alerts in the file names.
fn alerts(corpus: &Path) -> Vec<String> {
    let mut files = Vec::new();
    markdown(corpus, &mut files);
    // Files in `helpers` are parts that runbooks share.
    files.retain(|path| !path.components().any(|part| part.as_os_str() == "helpers"));
    let stems = files.iter().filter_map(|path| path.file_stem()?.to_str());
    let mut names: Vec<String> = stems
        .filter(|stem| stem.chars().any(char::is_uppercase) && !NO_ALERTS.contains(stem))
        .filter(|stem| !stem.contains(['-', '_']))
        .map(str::to_owned)
        .collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn every_runbook_opens_by_its_alerts_name() {
    let Some(corpora) = corpora() else {
        return;
    };
    for corpus in CORPORA {
        let content = corpora.join(corpus);
        let project = Project::new();
        project.build_from(&content).code(0);
        let names = alerts(&content);
        assert!(names.len() > 90, "{corpus}: {}", names.len());
        let mut missing = Vec::new();
        for name in &names {
            for spelling in [name.clone(), name.to_lowercase()] {
                let page = project
                    .path("dist")
                    .join(format!("alerts/{spelling}/index.html"));
                let html = std::fs::read_to_string(page).unwrap_or_default();
                // The page is the runbook itself, or a choice of several.
                let opens = html.contains("class=\"prose\"") || html.contains("class=\"rows\"");
                if !opens {
                    missing.push(spelling);
                }
            }
        }
        assert!(missing.is_empty(), "{corpus}: {missing:?}");
    }
}

fn each(check: impl Fn(&str, &Document, &str)) {
    let Some(corpora) = corpora() else {
        return;
    };
    for corpus in CORPORA {
        let root = corpora.join(corpus);
        let content = content::load(&root, &Config::default()).unwrap();
        for document in &content.documents {
            let text = std::fs::read_to_string(root.join(&document.path)).unwrap();
            check(corpus, document, &text);
        }
    }
}

/// Returns the info string and the code of each fenced block, without indentation.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, String, String)> = None;
    for line in text.lines() {
        let bare = line.trim_start_matches(' ');
        match &mut open {
            None => {
                if let Some(info) = bare.strip_prefix("```") {
                    open = Some((
                        line.len() - bare.len(),
                        info.trim().to_owned(),
                        String::new(),
                    ));
                }
            }
            Some((indent, info, code)) => {
                let closes =
                    bare.trim_end().len() >= 3 && bare.trim_end().chars().all(|c| c == '`');
                if closes {
                    blocks.push((std::mem::take(info), std::mem::take(code)));
                    open = None;
                } else {
                    let cut = (line.len() - bare.len()).min(*indent);
                    code.push_str(&line[cut..]);
                    code.push('\n');
                }
            }
        }
    }
    blocks
}

/// Returns the content of each `<pre>` as text.
fn rendered(html: &str) -> Vec<String> {
    html.split("<pre tabindex=\"0\">")
        .skip(1)
        .filter_map(|rest| Some(html_text(rest.split_once("</pre>")?.0)))
        .collect()
}

#[test]
fn no_command_loses_a_character() {
    let count = std::cell::Cell::new(0);
    each(|corpus, document, text| {
        let shown = rendered(&document.html);
        for (info, code) in blocks(text) {
            // Shortcodes are evaluated, tabs count as columns, and a fence of two
            // backticks closes nothing: parsers see different blocks in these
            // cases.
            if code.contains("{{<") || code.contains('\t') || code.contains("``") {
                continue;
            }
            let wanted = code.trim();
            let found = shown.iter().any(|one| one.trim() == wanted);
            assert!(found, "{corpus}/{}: ```{info}\n{code}", document.path);
            count.set(count.get() + 1);
        }
    });
    if corpora().is_some() {
        assert!(count.get() > 600, "{} blocks", count.get());
    }
}

#[test]
fn the_variables_of_commands_are_found() {
    let (found, missed) = (std::cell::Cell::new(0), std::cell::RefCell::new(Vec::new()));
    each(|corpus, document, text| {
        for (info, code) in blocks(text) {
            let word = info.split_whitespace().next().unwrap_or_default();
            if !["sh", "bash", "shell", "console"].contains(&word) {
                continue;
            }
            // In a console session, only text after a prompt is typed.
            let prompted: Vec<&str> = code
                .lines()
                .filter(|line| line.trim_start().starts_with("$ "))
                .collect();
            let code = if prompted.is_empty() {
                code
            } else {
                prompted.join("\n")
            };
            for (written, key) in [
                ("$NAMESPACE", "namespace"),
                ("<namespace>", "namespace"),
                ("$POD_NAME", "pod_name"),
                ("<pod-name>", "pod_name"),
                ("$NODE_NAME", "node_name"),
                ("<node-name>", "node_name"),
            ] {
                if !code.contains(written) {
                    continue;
                }
                // A variable that the page itself assigns belongs to the shell,
                // not to the reader.
                let sets = written
                    .strip_prefix('$')
                    .is_some_and(|name| text.contains(&format!("{name}=")));
                let has = document.html.contains(&format!("data-var=\"{key}\""));
                if has {
                    found.set(found.get() + 1);
                } else if !sets {
                    missed
                        .borrow_mut()
                        .push(format!("{corpus}/{}: {written}", document.path));
                }
            }
        }
    });
    let missed = missed.into_inner();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    if corpora().is_some() {
        assert!(found.get() > 60, "{} places", found.get());
    }
}

#[test]
fn the_four_sections_are_known_where_they_stand() {
    let counts = std::cell::RefCell::new([0; 4]);
    each(|corpus, document, text| {
        let known = runbook::parts(&document.sections);
        let mut fenced = false;
        for line in text.lines() {
            fenced ^= line.trim_start().starts_with("```");
            let heading = line.trim_start_matches('#').trim();
            if fenced || !line.starts_with('#') {
                continue;
            }
            let part = Part::ALL.into_iter().find(|part| part.name() == heading);
            let Some(part) = part else {
                continue;
            };
            assert!(
                known.iter().any(|(one, _)| *one == part),
                "{corpus}/{}: {heading}",
                document.path
            );
            let at = Part::ALL.iter().position(|one| *one == part).unwrap();
            counts.borrow_mut()[at] += 1;
        }
    });
    if corpora().is_some() {
        // Counted with `grep -rE '^#+ (Meaning|Impact|Diagnosis|Mitigation) *$'`
        // over both corpora.
        assert!(
            counts.borrow().iter().all(|count| *count >= 340),
            "{counts:?}"
        );
    }
}
