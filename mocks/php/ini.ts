/** The settings of PHP that a client can run into, as Debian's php.ini has them. */

/** `post_max_size`, 8M in bytes. Of a longer body `$_POST` is empty. */
export const postMaxSize = 8 * 1024 * 1024;

/** `max_input_vars`: what comes after so many variables is not read. */
export const maxInputVars = 1000;

/** `max_input_nesting_level`: a variable nested deeper is dropped whole. */
export const maxInputNestingLevel = 64;

/** `max_file_uploads`; with `max_input_vars` it bounds the parts of a body (PHP >= 8.2.3). */
export const maxFileUploads = 20;
