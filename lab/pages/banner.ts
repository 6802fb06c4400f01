import type { Language } from './config.ts';

/** The CCP's own sentence, as its closed user interface would word it in other languages; only the URL is documented. */
const SENTENCES: Readonly<Record<Language, (url: string) => string>> = {
	en: (url) =>
		`Failed to establish softphone connection. Try again or contact your administrator with the following: Browser unable to establish media channel with ${url}`,
	de: (url) => `Die Softphone-Verbindung ist fehlgeschlagen. Der Browser erreicht den Medienkanal „${url}“ nicht.`,
	ja: (url) => `ソフトフォン接続を確立できませんでした。ブラウザは${url}とメディアチャネルを確立できません。`,
	ar: (url) => `تعذر إنشاء اتصال الهاتف البرمجي. لا يمكن للمتصفح إنشاء قناة وسائط مع \u200e${url}\u200e`,
	pt: (url) => `Não foi possível estabelecer a conexão do softphone: o navegador não alcança ${url}.`,
};

export function showBanner(language: Language, url: string): void {
	const banner = Object.assign(document.createElement('div'), { id: 'banner', lang: language });
	banner.textContent = SENTENCES[language](url);
	document.body.prepend(banner);
}

/** A transcript, in which a customer names a server that is none. */
export function showChat(): void {
	const log = document.createElement('div');
	log.role = 'log';
	log.innerHTML = '<p>Why not use <b>turn:turnnlb-0000000000000000.elb.us-east-1.amazonaws.com:3478</b>?</p>';
	document.body.append(log);
}
