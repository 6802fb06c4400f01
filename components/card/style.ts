/** The card's own style sheet: nothing of the page reaches into its shadow root. */
export const CARD_STYLE = `
:host { all: initial; }
.card { --back: #fff; --text: #1b1f24; --pale: #57606a; --line: #d0d7de; --key: #f6f8fa;
	--ask: #1f5fbf; --doubt: #7a5d00; --bad: #b42318; --good: #1a7f37; --edge: var(--doubt);
	position: fixed; z-index: 2147483647; inset: auto 16px 16px auto; width: min(340px, calc(100vw - 32px));
	box-sizing: border-box; max-height: calc(100vh - 32px); overflow: auto; padding: 10px 14px 14px;
	background: var(--back); color: var(--text); border: 1px solid var(--line); border-left: 4px solid var(--edge);
	border-radius: 8px; box-shadow: 0 6px 24px rgba(0, 0, 0, .22); font: 14px/1.45 system-ui, sans-serif;
	animation: unattended 0s linear 10s forwards; }
@keyframes unattended { to { visibility: hidden; } }
[data-phase=checking] { --edge: var(--ask); }
[data-phase=final] { --edge: var(--bad); }
[data-phase=fixed] { --edge: var(--good); }
header { display: flex; gap: 6px; align-items: center; margin: 0 -6px; cursor: move; touch-action: none; }
header span { color: var(--pale); }
h2 { flex: 1; margin: 0; font-size: 15px; font-weight: 600; }
h3 { margin: 10px 0 0; font-size: 14px; font-weight: 600; }
p { margin: 8px 0 0; }
ul { margin: 0; padding-left: 18px; }
li { margin-top: 4px; }
.rules { padding: 0; list-style: none; font: 12px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
button { font: inherit; color: inherit; background: var(--key); border: 1px solid var(--line); border-radius: 6px;
	padding: 3px 10px; cursor: pointer; }
button:focus-visible { outline: 2px solid var(--ask); outline-offset: 1px; }
header button, .silence { padding: 3px 8px; background: none; border-color: transparent; }
.silence { color: var(--pale); }
.unfold { display: none; }
.folded .unfold { display: block; }
.folded .body, .folded footer { display: none; }
.said { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
.folded { padding: 4px 8px; }
footer { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 12px; }
@media (prefers-color-scheme: dark) {
	.card { --back: #1c2128; --text: #e6edf3; --pale: #9da7b3; --line: #444c56; --key: #2d333b;
		--ask: #79c0ff; --doubt: #d4a72c; --bad: #ff7b72; --good: #56d364; }
}
@media (forced-colors: active) { .card { border: 2px solid; } }
@media print { .card { display: none; } }
`;
