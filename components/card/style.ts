/** The card's own style sheet: nothing of the page reaches into its shadow root. */
export const CARD_STYLE = `
:host { all: initial; }
.card { position: fixed; z-index: 2147483647; inset: auto 16px 16px auto; width: min(340px, calc(100vw - 32px));
	box-sizing: border-box; max-height: calc(100vh - 32px); overflow: auto; padding: 12px 14px 14px;
	background: #fff; color: #1b1f24; border: 1px solid #d0d7de; border-left: 4px solid #7a5d00; border-radius: 8px;
	box-shadow: 0 6px 24px rgba(0, 0, 0, .22); font: 14px/1.45 system-ui, sans-serif; }
.card { animation: unattended 0s linear 10s forwards; }
@keyframes unattended { to { visibility: hidden; } }
.card[data-phase=final] { border-left-color: #b42318; }
.card[data-phase=fixed] { border-left-color: #1a7f37; }
.card[data-phase=checking] { border-left-color: #1f5fbf; }
header { display: flex; gap: 6px; align-items: center; cursor: move; touch-action: none; }
h2 { flex: 1; margin: 0; font-size: 15px; font-weight: 600; }
p { margin: 8px 0 0; }
ul { margin: 8px 0 0; padding-left: 18px; }
li { margin-top: 4px; }
.entries { font-weight: 600; }
button { font: inherit; color: inherit; background: #f6f8fa; border: 1px solid #d0d7de; border-radius: 6px;
	padding: 3px 10px; cursor: pointer; }
button:focus-visible { outline: 2px solid #1f5fbf; outline-offset: 1px; }
header button { padding: 0 8px; background: none; border-color: transparent; }
.unfold { display: none; }
.folded .unfold { display: block; }
.folded .body, .folded footer { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.folded { padding: 4px 8px; }
footer { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 12px; }
@media (prefers-color-scheme: dark) {
	.card { background: #1c2128; color: #e6edf3; border-color: #444c56; }
	.card[data-phase=final] { border-left-color: #ff7b72; }
	.card[data-phase=fixed] { border-left-color: #56d364; }
	.card[data-phase=checking] { border-left-color: #79c0ff; }
	button { background: #2d333b; border-color: #444c56; }
}
@media (forced-colors: active) { .card { border: 2px solid; } }
@media print { .card { display: none; } }
`;
