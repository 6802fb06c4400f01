import type { UserManifest } from 'wxt';
import { hostPermissions } from './core/catalog/permissions.ts';
import { CCP_PAGES } from './core/incident/hosts.ts';
import pkg from './package.json' with { type: 'json' };

/** Public key of the Chromium id gjnhhpohibdjcnonapmcmmmhnahnkbic; a store listing replaces it by its own. */
const CHROMIUM_KEY =
	'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtF8UJmtvAzEasv0shGJRZ/to6+tGW7MHudXkri6JFYBiqVkKsXO+EPrSpCpXudEF87l0bTtH71QG5M0vEtK/4RpZxniAJq6ASg9+Nz5gtH+br2yTj1DWXFV/cu9tSYB7BqauRQFiS14jqCJEYyZ5kG98EnaRap7Sjbup/apHDXEj5iiMS8EW/NMn1vGvtriAwjyVtyKPPFMLpcaigfyJy3SKLgQEVVsx7tpdYJ+XmcuJHvIBNr/FZJl8ukoTIbIQw3kDAc/QCUrMiy8c8eQy4qqUf+HBEP9sZ88OyJBsORY9A3b1QEQ039JTtfOWdHwa+hSz+UpZZemaD5ezY3eDgQIDAQAB';

/** Firefox asks new extensions for `data_collection_permissions` since November 2025; WXT's types lag behind. */
const GECKO = {
	id: 'linecheck@linecheck.dev',
	strict_min_version: '150.0',
	data_collection_permissions: { required: ['none'], optional: ['technicalAndInteraction'] },
};

const shared = {
	name: 'Linecheck',
	description: 'Names the firewall, proxy or DNS allowlist entry that keeps Amazon Connect calls from working.',
	version: pkg.version,
	icons: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 128: 'icon/128.png' },
	host_permissions: [...hostPermissions()],
	optional_host_permissions: ['*://*/*'],
	content_scripts: [
		// Pages that embed a CCP get it when they do (platform/inject.ts).
		{ matches: [...CCP_PAGES], js: ['page.js'], all_frames: true, run_at: 'document_start' },
		{ matches: [...CCP_PAGES], js: ['peer.js'], all_frames: true, run_at: 'document_start', world: 'MAIN' },
	],
	// Stated, since Firefox's default for extension pages upgrades every http and ws request.
	content_security_policy: { extension_pages: "script-src 'self'; object-src 'self'" },
} satisfies UserManifest;

/** The manifest of one browser; docs/permissions.md explains each permission. */
export function manifest(browser: string): UserManifest {
	return browser === 'firefox' ? firefox() : chromium();
}

function chromium(): UserManifest {
	return {
		...shared,
		key: CHROMIUM_KEY,
		minimum_chrome_version: '116',
		// Firefox needs no schema, and refuses the key in its linter.
		storage: { managed_schema: 'managed-schema.json' },
		permissions: ['storage', 'alarms', 'scripting', 'webRequest', 'privacy', 'offscreen'],
	};
}

function firefox(): UserManifest {
	return {
		...shared,
		permissions: [
			'storage',
			'alarms',
			'scripting',
			'webRequest',
			'webRequestBlocking',
			'privacy',
			'dns',
			'captivePortal',
		],
		browser_specific_settings: { gecko: GECKO },
	};
}
