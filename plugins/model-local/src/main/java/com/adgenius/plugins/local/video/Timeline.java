package com.adgenius.plugins.local.video;

import com.adgenius.plugins.local.picture.Storyboard;
import java.util.ArrayList;
import java.util.List;

/** Which picture a video shows when: each scene's entrance at half the frame rate, then its picture at rest. */
record Timeline(List<Shot> shots) {

    /** Frames of the file in a second. */
    static final int FRAMES_PER_SECOND = 30;

    private static final int FRAMES_A_STEP = 2;

    Timeline {
        shots = List.copyOf(shots);
    }

    /**
     * One picture.
     *
     * @param scene from 0
     * @param step of the scene's entrance
     * @param frames how long it is shown
     */
    record Shot(int scene, int step, int frames) {}

    /** The timeline of a video with so many scenes of the same length. */
    static Timeline of(int scenes, long milliseconds) {
        int frames = (int) Math.max((long) scenes * FRAMES_A_STEP, milliseconds * FRAMES_PER_SECOND / 1000);
        List<Shot> shots = new ArrayList<>();
        for (int scene = 0; scene < scenes; scene++) {
            int length = frames * (scene + 1) / scenes - frames * scene / scenes;
            int steps = Math.min(Storyboard.STEPS, length / FRAMES_A_STEP - 1);
            for (int i = 0; i < steps; i++) {
                shots.add(new Shot(scene, i * Storyboard.STEPS / steps, FRAMES_A_STEP));
            }
            shots.add(new Shot(scene, Storyboard.STEPS, length - Math.max(0, steps) * FRAMES_A_STEP));
        }
        return new Timeline(shots);
    }

    int frames() {
        return shots.stream().mapToInt(Shot::frames).sum();
    }
}
