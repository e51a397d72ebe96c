/// Reads the TOML layers into immutable validated records, with the place of every mistake.
@NullMarked
package agenttui.config;

import org.jspecify.annotations.NullMarked;
