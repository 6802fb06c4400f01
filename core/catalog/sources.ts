/** Where an entry is published. */
export const SOURCES = {
	guide: 'Amazon Connect administrator guide, "Set up your network to use the Amazon Connect CCP"',
	guide2025: 'The same page of the administrator guide, 2025',
	module36: 'Amazon Connect integration module 3.6 (training, about 2021)',
	ingenius: 'InGenius, "Network Requirements"',
	signin2026:
		'Amazon Connect administrator guide, "New sign-in experience", 2026: all remaining non-SAML instances migrate on 2026-10-07',
	domain2026: 'Amazon Connect administrator guide, "Update your Amazon Connect domain", 2026',
	ga: 'AWS General Reference, AWS Sign-In endpoints',
	video: 'Amazon Connect administrator guide, "Agent workstation requirements for in-app, web and video calling"',
	gov: 'Amazon Connect administrator guide, GovCloud differences',
} as const;
export type SourceId = keyof typeof SOURCES;
