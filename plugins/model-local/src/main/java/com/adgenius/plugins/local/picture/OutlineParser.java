package com.adgenius.plugins.local.picture;

import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@code d} attribute of an SVG path (SVG 2, section 9.3). */
final class OutlineParser {

    private static final Pattern TOKEN =
            Pattern.compile("[MmLlHhVvCcSsQqTtAaZz]|[-+]?(?:\\d*\\.\\d+|\\d+\\.?)(?:[eE][-+]?\\d+)?");

    private final Matcher tokens;
    private final Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    private boolean more;
    private double x;
    private double y;
    private double startX;
    private double startY;
    private double controlX;
    private double controlY;

    private OutlineParser(String data) {
        this.tokens = TOKEN.matcher(data);
        this.more = tokens.find();
    }

    static Path2D parse(String data) {
        OutlineParser parser = new OutlineParser(data);
        char command = ' ';
        while (parser.more) {
            if (Character.isLetter(parser.tokens.group().charAt(0))) {
                command = parser.tokens.group().charAt(0);
                parser.more = parser.tokens.find();
            }
            parser.segment(command);
            command = command == 'M' ? 'L' : command == 'm' ? 'l' : command;
        }
        return parser.path;
    }

    private void segment(char command) {
        double fromX = Character.isLowerCase(command) ? x : 0;
        double fromY = Character.isLowerCase(command) ? y : 0;
        double beforeX = controlX;
        double beforeY = controlY;
        switch (Character.toUpperCase(command)) {
            case 'M' -> {
                move(fromX + number(), fromY + number());
                path.moveTo(x, y);
                startX = x;
                startY = y;
            }
            case 'L' -> line(fromX + number(), fromY + number());
            case 'H' -> line(fromX + number(), y);
            case 'V' -> line(x, fromY + number());
            case 'C' -> curve(fromX + number(), fromY + number(), fromX + number(), fromY + number(), fromX, fromY);
            case 'S' -> curve(2 * x - beforeX, 2 * y - beforeY, fromX + number(), fromY + number(), fromX, fromY);
            case 'Q' -> {
                double x1 = fromX + number();
                double y1 = fromY + number();
                move(fromX + number(), fromY + number());
                path.quadTo(x1, y1, x, y);
            }
            case 'A' ->
                arc(number(), number(), number(), number() != 0, number() != 0, fromX + number(), fromY + number());
            case 'Z' -> {
                path.closePath();
                move(startX, startY);
            }
            default -> throw new IllegalArgumentException("The path command " + command + " is not known");
        }
    }

    private double number() {
        double value = Double.parseDouble(tokens.group());
        more = tokens.find();
        return value;
    }

    private void move(double toX, double toY) {
        x = toX;
        y = toY;
        controlX = x;
        controlY = y;
    }

    private void line(double toX, double toY) {
        move(toX, toY);
        path.lineTo(x, y);
    }

    private void curve(double x1, double y1, double x2, double y2, double fromX, double fromY) {
        move(fromX + number(), fromY + number());
        path.curveTo(x1, y1, x2, y2, x, y);
        controlX = x2;
        controlY = y2;
    }

    /** From end points to a centre (SVG 2, appendix B.2.4). */
    private void arc(double rx, double ry, double degrees, boolean large, boolean sweep, double toX, double toY) {
        double angle = Math.toRadians(degrees);
        double dx = (x - toX) / 2;
        double dy = (y - toY) / 2;
        double x1 = Math.cos(angle) * dx + Math.sin(angle) * dy;
        double y1 = -Math.sin(angle) * dx + Math.cos(angle) * dy;
        double scale = Math.sqrt(x1 * x1 / (rx * rx) + y1 * y1 / (ry * ry));
        double radiusX = rx * Math.max(1, scale);
        double radiusY = ry * Math.max(1, scale);
        double numerator =
                radiusX * radiusX * radiusY * radiusY - radiusX * radiusX * y1 * y1 - radiusY * radiusY * x1 * x1;
        double factor = Math.sqrt(Math.max(0, numerator) / (radiusX * radiusX * y1 * y1 + radiusY * radiusY * x1 * x1));
        factor = large == sweep ? -factor : factor;
        double cx1 = factor * radiusX * y1 / radiusY;
        double cy1 = -factor * radiusY * x1 / radiusX;
        double start = Math.toDegrees(Math.atan2((y1 - cy1) / radiusY, (x1 - cx1) / radiusX));
        double end = Math.toDegrees(Math.atan2((-y1 - cy1) / radiusY, (-x1 - cx1) / radiusX));
        double extent = (end - start) % 360;
        if (sweep && extent < 0) {
            extent += 360;
        } else if (!sweep && extent > 0) {
            extent -= 360;
        }
        double cx = Math.cos(angle) * cx1 - Math.sin(angle) * cy1 + (x + toX) / 2;
        double cy = Math.sin(angle) * cx1 + Math.cos(angle) * cy1 + (y + toY) / 2;
        Arc2D arc = new Arc2D.Double(-radiusX, -radiusY, 2 * radiusX, 2 * radiusY, -start, -extent, Arc2D.OPEN);
        AffineTransform placed = AffineTransform.getTranslateInstance(cx, cy);
        placed.rotate(angle);
        path.append(arc.getPathIterator(placed), true);
        move(toX, toY);
    }
}
