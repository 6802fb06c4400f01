import { Brand } from './Brand.tsx';
import './PageHeader.css';

/** The top of every full page. */
export function PageHeader({ title }: { title: string }) {
	return (
		<header class="page-header row">
			<Brand />
			<span class="muted">{title}</span>
		</header>
	);
}
