import { linkWord, type PathLink, type PathView, pathText } from '../model/path.ts';
import type { Status } from '../model/status.ts';
import { StatusMark } from './StatusMark.tsx';
import './PathPicture.css';

const ROW = 30;
const NETWORK = 62;
const FORK = NETWORK + 60;
const END = 150;

/** Browser → company network → the services, with the broken stretch marked; the same in words for screen readers. */
export function PathPicture({ path }: { path: PathView }) {
	const height = ROW * path.services.length;
	const middle = height / 2;
	return (
		<figure class="path" role="img" aria-label={pathText(path)}>
			<svg viewBox={`0 0 320 ${Math.max(height, 60)}`} aria-hidden="true" focusable="false">
				<g transform={`translate(0 ${height < 60 ? (60 - height) / 2 : 0})`}>
					<Way d={`M38 ${middle}H${NETWORK}`} status={path.network.status} />
					<Way d={`M${NETWORK + 48} ${middle}H${FORK}`} status={trunk(path.services)} />
					{path.services.map((link, row) => (
						<Way key={link.id} d={branch(middle, row)} status={shown(link)} />
					))}
					<Browser y={middle} />
					<Network y={middle} status={path.network.status} />
					{path.services.map((link, row) => (
						<Service key={link.id} link={link} y={ROW * row + ROW / 2} />
					))}
				</g>
			</svg>
		</figure>
	);
}

/** From the fork to a service's row. */
function branch(from: number, row: number): string {
	const to = ROW * row + ROW / 2;
	if (from === to) return `M${FORK} ${from}H${END}`;
	const bend = to > from ? 8 : -8;
	return `M${FORK} ${from}q8 0 8 ${bend}V${to - bend}q0 ${bend} 8 ${bend}H${END}`;
}

/** The stretch that the services share: open if anything gets through it. */
function trunk(services: readonly PathLink[]): Status {
	const statuses = services.map(({ status }) => status);
	return statuses.includes('open') ? 'open' : (statuses[0] ?? 'untested');
}

/** A partly blocked service is marked as a warning. */
function shown({ status, partly }: PathLink): Status {
	return partly ? 'slow' : status;
}

function Way({ d, status }: { d: string; status: Status }) {
	return <path class={`way ${status}`} d={d} />;
}

function Browser({ y }: { y: number }) {
	return (
		<g>
			<g class="node" transform={`translate(4 ${y - 13})`}>
				<rect width="34" height="26" rx="4" />
				<path d="M0 7H34M4 3.5h.1M8 3.5h.1" />
				<path d="M11 14c0 5 7 8 10 5l-2-2.2-1.6 1c-1.4-.6-2.2-1.5-2.7-2.7l1-1.6-2.2-2c-1.6.4-2.5 1.2-2.5 2.5z" />
			</g>
			<text x="21" y={y + 26} class="port middle">
				Browser
			</text>
		</g>
	);
}

function Network({ y, status }: { y: number; status: Status }) {
	return (
		<g>
			<g class="node" transform={`translate(${NETWORK} ${y - 15})`}>
				<rect width="48" height="30" rx="4" />
				<path d="M0 10h48M0 20h48M16 0v10M32 0v10M8 10v10M24 10v10M40 10v10M16 20v10M32 20v10" />
			</g>
			<text x={NETWORK + 24} y={y + 26} class="port middle">
				Network
			</text>
			{status === 'blocked' && <At x={50} y={y} status={status} />}
		</g>
	);
}

function Service({ link, y }: { link: PathLink; y: number }) {
	return (
		<g>
			<At x={END} y={y} status={shown(link)} />
			<text x={END + 14} y={y - 1} class="service">
				{link.label}
			</text>
			<text x={END + 14} y={y + 11} class="port">
				{link.detail} · {linkWord(link)}
			</text>
		</g>
	);
}

function At({ x, y, status }: { x: number; y: number; status: Status }) {
	return (
		<g transform={`translate(${x - 8} ${y - 8})`}>
			<circle class="gap" cx="8" cy="8" r="9.5" />
			<StatusMark status={status} />
		</g>
	);
}
