// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jspecify.annotations.Nullable;

/** Reads Markdown. Thread-safe. */
final class MarkdownReader {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Pattern FRONT_MATTER =
            Pattern.compile("\\A---\\R(?:(?!---\\R).{0,500}\\R){0,60}+---(?:\\R|\\z)");

    private static final Set<Class<?>> SILENT =
            Set.of(HtmlBlock.class, LinkReferenceDefinition.class, ThematicBreak.class);

    /** Deeper than any level of a real heading. */
    private static final int PSEUDO_HEADING = 7;

    private static final int NESTING = 50;

    private final Parser parser = Parser.builder()
            .extensions(EXTENSIONS)
            .maxOpenBlockParsers(NESTING)
            .maxInlineNesting(NESTING)
            .build();
    private final TextContentRenderer renderer = TextContentRenderer.builder()
            .extensions(EXTENSIONS)
            .lineBreakRendering(LineBreakRendering.COMPACT)
            .build();

    List<Section> sections(String markdown) {
        Outline outline = new Outline();
        Node document = parser.parse(FRONT_MATTER.matcher(markdown).replaceFirst(""));
        document.accept(new Rejoining());
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                outline.heading(heading.getLevel(), line(heading));
            } else if (isPseudoHeading(node)) {
                outline.heading(PSEUDO_HEADING, line(node));
            } else {
                block(node, outline);
            }
        }
        return outline.sections();
    }

    private void block(Node node, Outline outline) {
        if (node instanceof ListBlock list) {
            list(list, outline);
        } else if (node instanceof TableBlock table) {
            outline.block(table(table));
        } else if (node instanceof Block && !SILENT.contains(node.getClass())) {
            outline.block(renderer.render(node));
        }
    }

    private void list(ListBlock list, Outline outline) {
        StringBuilder items = new StringBuilder();
        int number = 0;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            number++;
            String sign = list instanceof org.commonmark.node.OrderedList ? number + ". " : "- ";
            String text = content(item, "\n").strip();
            if (!text.isEmpty()) {
                items.append(sign).append(text).append('\n');
            }
        }
        outline.block(items.toString());
    }

    /** One row a line, so that a question's words meet a row's. */
    private String table(TableBlock table) {
        StringBuilder rows = new StringBuilder();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row instanceof TableRow; row = row.getNext()) {
                StringBuilder cells = new StringBuilder();
                for (Node cell = row.getFirstChild(); cell instanceof TableCell; cell = cell.getNext()) {
                    cells.append(cells.isEmpty() ? "" : " | ").append(line(cell));
                }
                rows.append(cells).append('\n');
            }
        }
        return rows.toString();
    }

    /** A paragraph of nothing but bold words stands where others put a heading. */
    private static boolean isPseudoHeading(Node node) {
        return node instanceof Paragraph
                && node.getFirstChild() instanceof StrongEmphasis
                && node.getFirstChild() == node.getLastChild()
                && node.getNext() != null;
    }

    private String line(Node node) {
        return content(node, "").replaceAll("\\s+", " ").strip();
    }

    private String content(Node node, String between) {
        StringBuilder text = new StringBuilder();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            text.append(text.isEmpty() ? "" : between).append(renderer.render(child));
        }
        return text.toString();
    }

    /** Lines that an author's editor has broken become one, unless a new question or answer begins there. */
    private static final class Rejoining extends AbstractVisitor {
        private static final Pattern PAIR =
                Pattern.compile("\\s*(?:Q|A|Question|Answer|问题?|問題?|答案?)\\s?\\d{0,3}\\s?[:：.、].*", Pattern.DOTALL);

        @Override
        public void visit(SoftLineBreak softBreak) {
            String before = literal(softBreak.getPrevious());
            String after = literal(softBreak.getNext());
            if (!PAIR.matcher(after).matches()) {
                boolean chinese = !before.isEmpty()
                        && !after.isEmpty()
                        && before.codePointBefore(before.length()) > 0x2E7F
                        && after.codePointAt(0) > 0x2E7F;
                softBreak.insertAfter(new Text(chinese ? "" : " "));
                softBreak.unlink();
            }
        }

        private static String literal(@Nullable Node node) {
            Node inner = node;
            while (inner != null && !(inner instanceof Text)) {
                inner = inner.getFirstChild();
            }
            return inner == null ? "" : ((Text) inner).getLiteral();
        }
    }
}
