// The one module that pages load. Everything works without it, through plain forms and links; each module below adds one comfort.
// Listeners sit on the document, so that what arrives later needs no wiring.

import "./times.js";
import "./menus.js";
import "./toasts.js";
import "./drafts.js";
import "./compose.js";
import "./attach.js";
import "./complete.js";
import "./send.js";
import "./go.js";
import "./keys.js";
import "./passkeys.js";
import "./watch.js";
import "./live.js";
import "./feed.js";
import "./points.js";
