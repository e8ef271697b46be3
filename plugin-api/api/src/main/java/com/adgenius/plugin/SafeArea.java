package com.adgenius.plugin;

/**
 * The margins of a picture or video that a platform covers, as fractions of its height or width: nothing important stands
 * there.
 *
 * @param top of the height
 * @param right of the width
 * @param bottom of the height
 * @param left of the width
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record SafeArea(double top, double right, double bottom, double left) {

    /** No margins. */
    public static final SafeArea WHOLE = new SafeArea(0, 0, 0, 0);

    public SafeArea {
        if (top < 0 || right < 0 || bottom < 0 || left < 0 || top + bottom >= 1 || left + right >= 1) {
            throw new IllegalArgumentException(
                    "Margins must be fractions that leave room: " + top + ", " + right + ", " + bottom + ", " + left);
        }
    }
}
