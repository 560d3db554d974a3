// What runs before the page is drawn: the chosen theme, the offered language, and
// the preview of a paste that does not wait for anything else.

import "./language.js";
import "./preview.js";
import "./theme.js";
