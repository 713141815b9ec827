import type { OutboxEntry } from '../outbox.ts';

/** The outbox as a page: newest first, links to follow, nothing of a message ever run. */
export function outboxPage(entries: readonly OutboxEntry[]): string {
  const messages = entries.toReversed().map(message).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="5">
<title>Outbox</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1f }
article { border: 1px solid #c8c8d0; border-radius: 8px; padding: .8rem 1rem; margin: 1rem 0 }
header { display: flex; gap: 1rem; flex-wrap: wrap; color: #55555f; font-size: .9rem }
h2 { font-size: 1.1rem; margin: .4rem 0 0 }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: .5rem 0 }
ul { padding-inline-start: 1.2rem; overflow-wrap: anywhere }
</style>
</head>
<body>
<h1>Outbox</h1>
<p>Messages that this laptop keeps instead of sending them. The page renews itself.</p>
${messages || '<p>Nothing has been sent yet.</p>'}
</body>
</html>
`;
}

function message({ channel, to, subject, text, links, at }: OutboxEntry): string {
  const anchors = links
    .map((link) => `<li><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></li>`)
    .join('');
  return `<article>
<header><strong>${escapeHtml(channel)}</strong><span>${escapeHtml(to)}</span><time datetime="${escapeHtml(at)}">${escapeHtml(at)}</time></header>
${subject === undefined ? '' : `<h2>${escapeHtml(subject)}</h2>`}
<pre>${escapeHtml(text)}</pre>
${anchors === '' ? '' : `<ul>${anchors}</ul>`}
</article>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
