// SPDX-License-Identifier: Apache-2.0
package dev.tenon.web;

import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Draws the page that an author wrote: no HTML of theirs, no scripts in links, nothing that a browser would fetch.
 * Thread-safe.
 */
final class Markdown {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
            .attributeProviderFactory(context -> (node, tag, attributes) -> attributes(tag, attributes))
            .build();

    private Markdown() {}

    private static void attributes(String tag, Map<String, String> attributes) {
        if (tag.equals("a")) {
            attributes.put("rel", "nofollow noopener noreferrer");
        }
    }

    /** The page's own title and section stand above the author's headings, which need not say the name again. */
    static Html render(String markdown, String name) {
        Node document = PARSER.parse(markdown);
        if (document.getFirstChild() instanceof Heading first
                && first.getFirstChild() instanceof Text title
                && title.getNext() == null
                && title.getLiteral().strip().equalsIgnoreCase(name)) {
            first.unlink();
        }
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                heading.setLevel(Math.min(6, heading.getLevel() + 2));
                visitChildren(heading);
            }

            @Override
            public void visit(Image image) {
                visitChildren(image);
                Link link = new Link(image.getDestination(), image.getTitle());
                while (image.getFirstChild() != null) {
                    link.appendChild(image.getFirstChild());
                }
                image.insertAfter(link);
                image.unlink();
            }
        });
        return new Html(RENDERER.render(document));
    }
}
