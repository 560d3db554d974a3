// What runs before the page is drawn: the chosen theme, and the preview of a
// paste that does not wait for anything else.

import "./preview.js";
import "./theme.js";
