//! Maps the parts of a document to the fields of the index.

use search::analysis;
use search::pack::Field;

use model::{Document, SearchText, Section, SectionText};

/// The values of every field of one section.
#[derive(Debug, Default)]
pub(super) struct SectionFields {
    values: [Vec<String>; Field::ALL.len()],
}

impl SectionFields {
    /// Returns the values of `field`, in order.
    pub(super) fn values(&self, field: Field) -> &[String] {
        &self.values[field as usize]
    }

    fn set(&mut self, field: Field, values: impl IntoIterator<Item = String>) {
        self.values[field as usize] = values
            .into_iter()
            .filter(|value| !value.trim().is_empty())
            .collect();
    }
}

/// Returns the fields of all sections of a document, in order.
pub(super) fn sections<'a>(
    document: &'a Document,
    texts: &'a SearchText,
) -> impl Iterator<Item = SectionFields> + 'a {
    let sections = document.sections.iter().zip(texts).enumerate();
    sections.map(|(ordinal, (section, text))| section_fields(document, ordinal, section, text))
}

fn section_fields(
    document: &Document,
    ordinal: usize,
    section: &Section,
    text: &SectionText,
) -> SectionFields {
    let mut fields = SectionFields::default();
    fields.set(Field::Headings, headings(section));
    fields.set(Field::Body, [text.prose.clone()]);
    fields.set(Field::Code, [text.code.clone()]);
    if ordinal == 0 {
        document_fields(document, text, &mut fields);
    }
    fields
}

/// Sets the fields that concern the whole document. They are indexed once, in its
/// first section; the search engine applies them to all of its sections.
fn document_fields(document: &Document, first: &SectionText, fields: &mut SectionFields) {
    let front = &document.front;
    fields.set(Field::Title, [document.title.clone()]);
    // The file's name comes last: see `FILE_NAME_POSITION`.
    fields.set(
        Field::Aliases,
        document
            .alerts
            .iter()
            .cloned()
            .chain([file_stem(&document.path)]),
    );
    fields.set(Field::Symptoms, front.symptoms.iter().cloned());
    fields.set(
        Field::Tags,
        front.tags.iter().chain(&front.services).cloned(),
    );
    fields.set(
        Field::Body,
        [
            front.summary.clone(),
            front.impact.clone(),
            front.root_cause.clone(),
            Some(first.prose.clone()),
        ]
        .into_iter()
        .flatten(),
    );
    fields.set(Field::Filter, filters(document));
}

/// Returns the section's heading, then the headings above it, nearest first.
fn headings(section: &Section) -> impl Iterator<Item = String> + use<> {
    let mut headings = section.ancestors.clone();
    headings.push(section.heading.clone());
    headings.into_iter().rev()
}

fn file_stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.')
        .map_or(name, |(stem, _)| stem)
        .to_owned()
}

/// Returns exact terms such as `type:runbook`, folded as queries are.
fn filters(document: &Document) -> Vec<String> {
    let front = &document.front;
    let mut filters = vec![format!("type:{}", document.kind.name())];
    let mut add = |key: &str, value: &str| filters.push(format!("{key}:{}", analysis::fold(value)));
    front
        .services
        .iter()
        .for_each(|service| add("service", service));
    front.tags.iter().for_each(|tag| add("tag", tag));
    front.owner.iter().for_each(|owner| add("owner", owner));
    front
        .severity
        .iter()
        .for_each(|severity| add("sev", severity));
    document.alerts.iter().for_each(|alert| add("alert", alert));
    filters.sort();
    filters.dedup();
    filters
}
