package com.adgenius.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublicTypesTest {

    @Test
    void everyPublicTypeStatesItsStatusAndSinceWhen() throws Exception {
        List<Class<?>> types = publicTypes();

        assertThat(types).hasSizeGreaterThan(40);
        assertThat(types).filteredOn(type -> !stated(type)).isEmpty();
    }

    @Test
    void aTypeWithoutStatusWouldBeReported() {
        assertThat(stated(PublicTypesTest.class)).isFalse();
    }

    private static boolean stated(Class<?> type) {
        return type.isAnnotationPresent(Api.class);
    }

    private static List<Class<?>> publicTypes() throws IOException, ClassNotFoundException {
        Path root = Path.of("target/classes");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(path -> path.toString().endsWith(".class"))
                    .filter(path -> !path.endsWith("package-info.class"))
                    .toList();
        }
        Stream.Builder<Class<?>> types = Stream.builder();
        for (Path file : files) {
            String name = root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
            types.add(Class.forName(name, false, PublicTypesTest.class.getClassLoader()));
        }
        return types.build()
                .filter(type -> java.lang.reflect.Modifier.isPublic(type.getModifiers()))
                .<Class<?>>map(type -> type)
                .toList();
    }
}
