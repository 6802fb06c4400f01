import type { JSX } from 'preact';
import type { Status } from '../model/status.ts';
import './StatusMark.css';

const CIRCLE = <circle class="shape" cx="8" cy="8" r="7" />;
const RING = <circle class="ring" cx="8" cy="8" r="6.1" />;
const TRIANGLE = (
	<path
		class="shape"
		d="M8 .9c.5 0 .9.3 1.2.7l6.2 11c.5.9-.1 2-1.2 2H1.8c-1.1 0-1.7-1.1-1.2-2l6.2-11c.3-.4.7-.7 1.2-.7z"
	/>
);
const BANG = <path class="glyph" d="M8 5.2v4M8 11.6v.1" />;
const CROSS = <path class="glyph" d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" />;

/** A shape of its own for each status: readable without colour. */
const SHAPES: Readonly<Record<Status, JSX.Element>> = {
	open: (
		<>
			{CIRCLE}
			<path class="glyph" d="M4.8 8.3l2.2 2.2 4.3-4.6" />
		</>
	),
	blocked: (
		<>
			<path class="shape" d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" />
			{CROSS}
		</>
	),
	tampered: (
		<>
			<path class="shape" d="M8 .4L15.6 8 8 15.6.4 8z" />
			<path class="glyph" d="M8 4.4v4.2M8 11.2v.1" />
		</>
	),
	suspected: (
		<>
			<path class="ring" d="M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4z" />
			<path class="line" d="M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8" />
		</>
	),
	slow: (
		<>
			{TRIANGLE}
			{BANG}
		</>
	),
	unclear: (
		<>
			{RING}
			<path class="line" d="M6.2 6.2c.1-1 .8-1.6 1.8-1.6s1.8.6 1.8 1.6c0 1.2-1.7 1.3-1.8 2.6M8 11.3v.1" />
		</>
	),
	untested: (
		<>
			<circle class="ring dashed" cx="8" cy="8" r="6.1" />
			<path class="line" d="M5.4 8h5.2" />
		</>
	),
	checking: (
		<>
			<circle class="ring faint" cx="8" cy="8" r="6.1" />
			<path class="ring spin" d="M8 1.9A6.1 6.1 0 0 1 14.1 8" />
		</>
	),
};

/** The status's picture; the word beside it carries the meaning, so this is hidden from screen readers. */
export function StatusMark({ status, size = 16 }: { status: Status; size?: number }) {
	return (
		<svg class={`mark ${status}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
			{SHAPES[status]}
		</svg>
	);
}
