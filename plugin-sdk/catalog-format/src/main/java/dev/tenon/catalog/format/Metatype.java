// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import dev.tenon.catalog.format.SettingKey.Shape;
import dev.tenon.catalog.format.SettingKey.Type;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the files {@code OSGI-INF/metatype/*.xml} of a bundle (OSGi Compendium, chapter 105). Document types and
 * external entities are refused: the file comes from a plugin.
 */
public final class Metatype {
    /** Where a bundle has them. */
    public static final String FOLDER = "OSGI-INF/metatype/";

    private static final Pattern UNIT = Pattern.compile("(.*?)\\s*\\[([^\\[\\]]+)\\]");
    private static final Pattern SEPARATOR = Pattern.compile("(?<!\\\\),");

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, List<SettingKey>> keys = new LinkedHashMap<>();
    private final List<Designate> designates = new ArrayList<>();

    private record Designate(String pid, boolean factory, String reference) {}

    private Metatype() {}

    /**
     * Reads one file.
     *
     * @param xml its content; read to its end, not closed
     * @return a schema for each PID that it designates
     * @throws FormatException if it is no such file
     * @throws IOException if it cannot be read
     */
    public static List<SettingsSchema> read(InputStream xml) throws FormatException, IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Metatype metatype = new Metatype();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(xml);
            metatype.read(reader);
            reader.close();
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException unread) {
                throw unread;
            }
            throw new FormatException(
                    "no valid metatype at line " + e.getLocation().getLineNumber(), e);
        }
        return metatype.schemas();
    }

    private void read(XMLStreamReader reader) throws XMLStreamException {
        String ocd = "";
        Optional<Key> key = Optional.empty();
        Optional<Designate> designate = Optional.empty();
        while (reader.hasNext()) {
            int event = reader.next();
            String element = reader.isStartElement() || reader.isEndElement() ? reader.getLocalName() : "";
            if (event == XMLStreamConstants.END_ELEMENT && element.equals("AD")) {
                key.map(Key::build).ifPresent(keys.get(ocd)::add);
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                switch (element) {
                    case "OCD" -> {
                        ocd = text(reader, "id");
                        names.put(ocd, text(reader, "name"));
                        keys.put(ocd, new ArrayList<>());
                    }
                    case "AD" -> key = keys.containsKey(ocd) ? Optional.of(new Key(reader)) : Optional.empty();
                    case "Option" -> key.ifPresent(k -> k.options.add(text(reader, "value")));
                    case "Designate" -> {
                        String factory = text(reader, "factoryPid");
                        designate = Optional.of(new Designate(
                                factory.isEmpty() ? text(reader, "pid") : factory, !factory.isEmpty(), ""));
                    }
                    case "Object" ->
                        designate.ifPresent(
                                d -> designates.add(new Designate(d.pid(), d.factory(), text(reader, "ocdref"))));
                    default -> {} // Icon, Attribute and what a later version adds describe no setting
                }
            }
        }
    }

    private List<SettingsSchema> schemas() {
        return designates.stream()
                .filter(designate -> keys.containsKey(designate.reference())
                        && !designate.pid().isEmpty())
                .map(designate -> new SettingsSchema(
                        designate.pid(),
                        designate.factory(),
                        names.getOrDefault(designate.reference(), ""),
                        keys.getOrDefault(designate.reference(), List.of())))
                .toList();
    }

    private static String text(XMLStreamReader reader, String attribute) {
        String value = reader.getAttributeValue(null, attribute);
        return value == null ? "" : value;
    }

    /** An AD element, as it is read. */
    private static final class Key {
        private final String key;
        private final Type type;
        private final Shape shape;
        private final String label;
        private final String meaning;
        private final Optional<String> standard;
        private final String min;
        private final String max;
        private final boolean required;
        private final List<String> options = new ArrayList<>();

        Key(XMLStreamReader reader) {
            key = text(reader, "id");
            type = type(text(reader, "type"));
            String cardinality = text(reader, "cardinality");
            shape = cardinality.isEmpty() || cardinality.equals("0")
                    ? Shape.SINGLE
                    : cardinality.startsWith("-") ? Shape.COLLECTION : Shape.ARRAY;
            label = text(reader, "name");
            meaning = text(reader, "description");
            standard = Optional.ofNullable(reader.getAttributeValue(null, "default"));
            min = text(reader, "min");
            max = text(reader, "max");
            required = !text(reader, "required").equals("false");
        }

        SettingKey build() {
            Matcher unit = UNIT.matcher(label);
            boolean has = unit.matches();
            String written = standard.orElse("");
            List<String> defaults = shape == Shape.SINGLE
                    ? standard.stream().toList()
                    : written.isEmpty()
                            ? List.of()
                            : SEPARATOR
                                    .splitAsStream(written)
                                    .map(value -> value.strip().replace("\\,", ","))
                                    .toList();
            // bnd writes no default for an empty text or an empty list: in an optional setting, that is the default
            boolean empty = standard.isEmpty() && !required;
            return new SettingKey(
                    key,
                    type,
                    shape,
                    has ? unit.group(1) : label,
                    has ? unit.group(2) : "",
                    meaning,
                    empty && shape == Shape.SINGLE && type == Type.STRING ? List.of("") : defaults,
                    standard.isPresent() || empty,
                    min,
                    max,
                    options,
                    required);
        }

        /** A type of a later version is taken for a text. */
        private static Type type(String name) {
            try {
                return Type.valueOf(name.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                return Type.STRING;
            }
        }
    }
}
