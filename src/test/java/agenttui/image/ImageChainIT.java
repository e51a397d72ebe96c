package agenttui.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.docker.ContainerId;
import agenttui.docker.ContainerSpec;
import agenttui.docker.ExecStream;
import agenttui.docker.ImageRef;
import agenttui.docker.Kind;
import agenttui.docker.VolumeName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The images are what they are for: compilers and node work in hardened containers.
@Tag("engine")
@Tag("slow")
class ImageChainIT {
  private static String output(RealEngine real, ContainerSpec spec, String script)
      throws IOException {
    ContainerId id = real.engine().containers().create(spec);
    real.engine().containers().start(id);
    try (ExecStream stream = real.engine().containers().exec(id, List.of("sh", "-c", script))) {
      String out = new String(stream.output().readAllBytes(), StandardCharsets.UTF_8);
      return (out + stream.complaint()).strip();
    }
  }

  private static ContainerSpec.Builder spec(ImageRef image) {
    return ContainerSpec.of(Kind.SIDECAR, image, "agent-tui-it-" + UUID.randomUUID())
        .directory("/tmp");
  }

  @Test
  void aSecondAskFindsTheImageAndBuildsNothing() {
    try (RealEngine real = RealEngine.open()) {
      ImageRef foundation = real.foundation();
      List<String> lines = new ArrayList<>();
      assertEquals(
          foundation, real.chain().foundation(Progress.to(lines::add, InstantSource.system())));
      assertEquals(List.of(), lines);
      assertEquals(Optional.of(foundation), real.chain().foundation());
      assertEquals(Optional.of(foundation), real.chain().sidecar("node"));
      assertTrue(
          real.chain().images().stream().anyMatch(i -> i.names().contains(foundation.value())));
    }
  }

  @Test
  void compilersMakeAndCmakeWorkUnderTheFilterWithoutRights() throws IOException {
    try (RealEngine real = RealEngine.open()) {
      ImageRef image = real.chain().sidecar("c-cpp", Progress.silent());
      String script =
          """
          printf '#include <stdio.h>\\nint main(){puts("made");}\\n' > a.c
          printf 'a: a.c\\n\\t$(CC) -O2 -o a a.c\\n' > Makefile
          make -s && ./a
          printf '#include <thread>\\n#include <iostream>\\nint main(){std::thread t([]{std::cout << "threads\\\\n";});t.join();}' > b.cc
          g++ -pthread -o b b.cc && ./b
          clang -o c a.c && ./c
          printf 'project(p C)\\nadd_executable(d a.c)\\n' > CMakeLists.txt
          cmake -G Ninja -B out . > log 2>&1 && ninja -C out > log 2>&1 && out/d || cat log
          """;
      assertEquals("made\nthreads\nmade\nmade", output(real, spec(image).build(), script));
    }
  }

  @Test
  void nodeAndItsWorkersRunFromTheToolsVolumeWithTheCertificatesOfThisMachine() throws IOException {
    try (RealEngine real = RealEngine.open()) {
      ImageRef image = real.foundation();
      ToolsVolumes volumes = ToolsVolumes.of(real.engine(), real.chain(), real.directories());
      VolumeName tools =
          volumes.current().orElseGet(() -> volumes.install(List.of(), Progress.silent())).name();
      NetworkFiles files = real.chain().networkFiles();
      ContainerSpec.Builder spec =
          spec(image).readOnlyVolume(tools, "/tools").env(files.environment());
      files.certificates().ifPresent(c -> spec.readOnlyVolume(c, NetworkFiles.PLACE));
      String script =
          "PATH=/tools/node/bin:$PATH; node -e '"
              + "const {Worker}=require(\"worker_threads\");"
              + "new Worker(\"console.log(1+1)\",{eval:true})' && npm --version > /dev/null"
              + " && { [ -z \"$SSL_CERT_FILE\" ] || grep -c BEGIN \"$SSL_CERT_FILE\" >/dev/null; }"
              + " && echo ok";
      assertEquals("2\nok", output(real, spec.build(), script));
    }
  }
}
