//! Code blocks.

use super::Renderer;
use crate::markdown::highlight;

impl Renderer<'_> {
    /// Writes a block of code; `info` is what stands behind the fence.
    pub(super) fn code_block(&mut self, info: &str, code: &str) {
        let fence = highlight::Fence::read(info, code);
        self.push("<div class=\"code\"");
        self.push_attribute("data-lang", fence.language);
        self.push(">");
        if let Some(title) = &fence.title {
            self.sections.text(title);
            self.push("<div class=\"code__title\">");
            self.push_text(title);
            self.push("</div>");
        }
        self.sections.code_block(code);
        self.push("<pre tabindex=\"0\"><code>");
        highlight::push(&mut self.out, fence.language, code);
        self.push("</code></pre></div>\n");
    }
}
