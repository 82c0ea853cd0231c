//! Rewrites the admonitions of MkDocs, `!!! note "Title"` and `??? note`, to quotes with
//! a marker that [`super::admonitions`] parses.

use std::ops::Range;

use super::source_map::Edit;

/// Returns the edits that rewrite the admonitions in `text`.
pub(crate) fn edits(text: &str) -> Vec<Edit> {
    if !(text.contains("!!!") || text.contains("???")) {
        return Vec::new();
    }
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        lines.push(start..end);
        start += line.len();
    }
    let mut rewriter = Rewriter {
        text,
        edits: Vec::new(),
    };
    rewriter.block(&lines, "");
    rewriter.edits
}

struct Rewriter<'a> {
    text: &'a str,
    edits: Vec<Edit>,
}

impl Rewriter<'_> {
    /// Rewrites `lines`, whose ranges exclude the indentation of enclosing admonitions.
    /// `quotes` is the quote markers that enclosing admonitions put before each line.
    fn block(&mut self, lines: &[Range<usize>], quotes: &str) {
        let mut fence: Option<(u8, usize)> = None;
        let mut index = 0;
        while index < lines.len() {
            let line = &self.text[lines[index].clone()];
            let head = opening(line).filter(|_| fence.is_none());
            track_fence(line, &mut fence);
            let Some(head) = head else {
                self.quote(&lines[index], quotes);
                index += 1;
                continue;
            };
            let inner = format!("{quotes}{}> ", " ".repeat(head.indent));
            self.replace(lines[index].clone(), format!("{inner}{}", head.marker()));
            let body = index + 1..body_end(self.text, lines, index + 1, head.indent + 4);
            let stripped: Vec<Range<usize>> = lines[body.clone()]
                .iter()
                .map(|line| {
                    let skip = strip(&self.text[line.clone()], head.indent + 4);
                    line.start + skip..line.end
                })
                .collect();
            self.block(&stripped, &inner);
            index = body.end;
            // Without a blank line, the next paragraph would continue the quote.
            if let Some(next) = lines.get(index)
                && !self.text[next.clone()].trim().is_empty()
            {
                let at = line_start(self.text, next.start);
                self.edits
                    .push(Edit::new(at..at, format!("{}\n", quotes.trim_end())));
            }
        }
    }

    /// Replaces the indentation of a line with `quotes`.
    fn quote(&mut self, line: &Range<usize>, quotes: &str) {
        if !quotes.is_empty() {
            let start = line_start(self.text, line.start);
            self.edits.push(Edit::new(start..line.start, quotes));
        }
    }

    fn replace(&mut self, line: Range<usize>, text: String) {
        let start = line_start(self.text, line.start);
        self.edits.push(Edit::new(start..line.end, text));
    }
}

struct Opening<'a> {
    indent: usize,
    kind: &'a str,
    fold: Option<bool>,
    title: Option<&'a str>,
}

impl Opening<'_> {
    fn marker(&self) -> String {
        let fold = match self.fold {
            None => "",
            Some(false) => "-",
            Some(true) => "+",
        };
        let title = self
            .title
            .map_or(String::new(), |title| format!(" {title}"));
        format!("[!{}]{fold}{title}", self.kind.to_ascii_uppercase())
    }
}

fn opening(line: &str) -> Option<Opening<'_>> {
    let rest = line.trim_start_matches(' ');
    let indent = line.len() - rest.len();
    let (fold, rest) = if let Some(rest) = rest.strip_prefix("!!!") {
        (None, rest)
    } else if let Some(rest) = rest.strip_prefix("???+") {
        (Some(true), rest)
    } else {
        (Some(false), rest.strip_prefix("???")?)
    };
    let rest = rest.strip_prefix(' ')?.trim();
    let (words, title) = match rest.split_once('"') {
        Some((words, title)) => (words, Some(title.strip_suffix('"')?)),
        None => (rest, None),
    };
    let kind = words.split_whitespace().next()?;
    let word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    // Only classes may follow the type: `!!! this is loud` is an ordinary sentence.
    let classes = words
        .split_whitespace()
        .all(|class| class.chars().all(word));
    let few = words.split_whitespace().count() <= 3;
    (kind.chars().all(word) && classes && few && (title.is_some() || indent < 4 || kind.len() > 2))
        .then_some(Opening {
            indent,
            kind,
            fold,
            title,
        })
}

/// Returns the line after the last one with an indentation of `indent`; blank lines
/// between such lines are included.
fn body_end(text: &str, lines: &[Range<usize>], from: usize, indent: usize) -> usize {
    let mut end = from;
    for (index, line) in lines.iter().enumerate().skip(from) {
        let line = &text[line.clone()];
        if line.trim().is_empty() {
            continue;
        }
        if strip(line, indent) == 0 {
            break;
        }
        end = index + 1;
    }
    end
}

/// Returns the bytes of indentation to remove for `indent` columns; 0 if there are fewer
/// columns. A tab is four columns.
fn strip(line: &str, indent: usize) -> usize {
    let mut columns = 0;
    for (at, byte) in line.bytes().enumerate() {
        if columns >= indent {
            return at;
        }
        columns += match byte {
            b' ' => 1,
            b'\t' => 4,
            _ => return 0,
        };
    }
    // A blank line is removed completely.
    line.len()
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn track_fence(line: &str, fence: &mut Option<(u8, usize)>) {
    let line = line.trim_start();
    let Some(&mark) = line.as_bytes().first().filter(|b| matches!(b, b'`' | b'~')) else {
        return;
    };
    let length = line.bytes().take_while(|&byte| byte == mark).count();
    match *fence {
        None if length >= 3 => *fence = Some((mark, length)),
        Some((open, least))
            if open == mark && length >= least && line[length..].trim().is_empty() =>
        {
            *fence = None;
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source_map::SourceMap;

    fn rewritten(text: &str) -> String {
        SourceMap::at(0).apply(text, &edits(text)).0
    }

    #[test]
    fn mkdocs_becomes_quotes() {
        assert_eq!(
            rewritten("!!! note \"Mind\"\n    one\n\n    two\nafter\n"),
            "> [!NOTE] Mind\n> one\n> \n> two\n\nafter\n"
        );
        assert_eq!(rewritten("???+ tip\n    x\n"), "> [!TIP]+\n> x\n");
        assert_eq!(
            rewritten("- item\n\n    ??? danger\n        x\n"),
            "- item\n\n    > [!DANGER]-\n    > x\n"
        );
    }

    #[test]
    fn admonitions_nest() {
        assert_eq!(
            rewritten("!!! note\n    a\n    !!! tip\n        b\n    c\n"),
            "> [!NOTE]\n> a\n> > [!TIP]\n> > b\n>\n> c\n"
        );
    }

    #[test]
    fn fences_and_sentences_stay() {
        for text in [
            "```\n!!! note\n    x\n```\n",
            "!!! stop what you are doing !!!\n",
            "What???\n",
        ] {
            assert_eq!(rewritten(text), text);
        }
    }
}
