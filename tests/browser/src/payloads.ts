/** Texts that would be more than text in a page that trusts them. Each would raise the canary if it ran. */

const ring = "window.canary=1;fetch('/canary')"

export const payloads: readonly string[] = [
  `<script>${ring}</script>`,
  `</textarea><script>${ring}</script>`,
  `<img src=x onerror="${ring}">`,
  `<svg><animate onbegin="${ring}" attributeName=x dur=1s>`,
  `<iframe srcdoc="<script>parent.${ring}</script>"></iframe>`,
  `<details open ontoggle="${ring}">`,
  `"><input autofocus onfocus="${ring}">`,
  `javascript:${ring}//`,
  `[click](javascript:${ring})`,
  `{{constructor.constructor("${ring}")()}}`,
  "${alert(1)} #{7*7} <%= 7*7 %>",
  `<style>*{background:url(/canary)}</style>`,
  `<a href="/canary" ping="/canary">a</a><base href="https://elsewhere.example/">`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${ring}&gt;">`,
  "\u202Egnirts desrever\u202C and zero\u200Bwidth",
  "&lt;b&gt;not bold&lt;/b&gt; &amp; __proto__",
]
