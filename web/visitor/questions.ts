/**
 * The page `/questions` opened by itself: read like the others, with the guide. In the
 * journey, web/visitor/pages.ts brings the article and asks for guide.js alone.
 */
import "./reading.ts"
import { guide } from "./guide.ts"

const article = document.querySelector("main > article")
if (article) addEventListener("pagehide", guide(article))
