const escapeHtml = (value: string): string => value.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const STYLE = `
:root{color-scheme:light;font:17px/1.55 ui-sans-serif,system-ui,sans-serif;color:#1f2933;background:#f3f1ea}
body{margin:0}header{background:#234b3a;color:#fff;padding:1rem 1.5rem;display:flex;gap:.8rem;align-items:center;font-weight:600}
header img{width:2rem;height:2rem}main{max-width:44rem;margin:2rem auto;padding:0 1.5rem}
h1{font-size:1.8rem;line-height:1.2}.card{background:#fff;border:1px solid #d9d4c5;border-radius:.8rem;padding:1.5rem;margin:1.5rem 0}
a.button{display:inline-block;background:#14365c;color:#fff;padding:.9rem 1.5rem;border-radius:.6rem;text-decoration:none;font-weight:600}
a.plain{margin-left:1rem;color:#14365c}dl{display:grid;grid-template-columns:minmax(9rem,auto) 1fr;gap:.5rem 1rem;margin:0}
dt{color:#52606d}dd{margin:0;font-weight:600;overflow-wrap:anywhere}details{margin-top:1rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f7f6f1;padding:1rem;border-radius:.5rem;font-size:.8rem}
.problem{border-left:.4rem solid #b42318}:focus-visible{outline:3px solid #e9a23b;outline-offset:3px}
@media(max-width:30rem){dl{grid-template-columns:1fr}dt{margin-top:.4rem}a.plain{display:block;margin:1rem 0 0}}`;

export const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#e9a23b"/><path d="M16 6v20M11 10.5h7.5a3.2 3.2 0 0 1 0 6.4h-5a3.2 3.2 0 0 0 0 6.4H21" fill="none" stroke="#234b3a" stroke-width="2.6" stroke-linecap="round"/></svg>`;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title><link rel="icon" href="/logo.svg"><style>${STYLE}</style></head>
<body><header><img src="/logo.svg" alt="">Demo Tax Service</header><main>${body}</main></body></html>`;
}

export const homePage = (): string =>
  page(
    'Demo Tax Service',
    `<h1>Your taxes, without paper</h1>
<p>This is a demonstration: a relying party that asks Guichet who you are. It keeps nothing.</p>
<div class="card"><p><a class="button" href="/login">Sign in with Guichet</a></p>
<p>You will type your phone number here on the computer, and approve on your phone with your PIN.</p></div>
<p><a href="/login?acr=eidas2">Sign in at the level “substantial”</a></p>`,
  );

const LABELS: Readonly<Record<string, string>> = {
  given_name: 'First names',
  family_name: 'Birth name',
  preferred_username: 'Used name',
  birthdate: 'Date of birth',
  gender: 'Gender',
  birthplace: 'Place of birth (COG)',
  birthcountry: 'Country of birth (COG)',
  email: 'E-mail',
  phone_number: 'Phone',
  sub: 'Your identifier here',
};

export function welcomePage(
  claims: Readonly<Record<string, unknown>>,
  idToken: Readonly<Record<string, unknown>>,
): string {
  const rows = Object.entries(LABELS)
    .filter(([name]) => claims[name] !== undefined && claims[name] !== '')
    .map(
      ([name, label]) => `<dt>${label}</dt><dd data-claim="${name}">${escapeHtml(String(claims[name]))}</dd>`,
    );
  return page(
    'Signed in – Demo Tax Service',
    `<h1>Welcome, ${escapeHtml(String(claims.given_name ?? 'citizen'))}</h1>
<p>Guichet told us, with your agreement:</p><div class="card"><dl>${rows.join('')}</dl>
<details><summary>The verified ID token</summary><pre id="id-token">${escapeHtml(JSON.stringify(idToken, null, 2))}</pre></details></div>
<p><a class="button" href="/logout">Sign out</a><a class="plain" href="/">Start again</a></p>`,
  );
}

export const privacyPage = (): string =>
  page(
    'Privacy – Demo Tax Service',
    `<h1>What we do with your data</h1><p>We show it to you once, and forget it when you close this demonstration.</p>
<p><a class="button" href="/">Home</a></p>`,
  );

export const problemPage = (error: string, description: string): string =>
  page(
    'Not signed in – Demo Tax Service',
    `<h1>You are not signed in</h1><div class="card problem"><p>${escapeHtml(MEANING[error] ?? 'Guichet could not sign you in.')}</p>
<p>Answer: <code id="error">${escapeHtml(error)}</code> ${escapeHtml(description)}</p></div>
<p><a class="button" href="/login">Try again</a><a class="plain" href="/">Home</a></p>`,
  );

const MEANING: Readonly<Record<string, string>> = {
  access_denied:
    'You chose not to continue, or the request on your phone was refused or expired. Nothing was sent to us.',
  unmet_authentication_requirements:
    'This page asks for a higher level than your identity has. You can raise it in Guichet.',
  login_required: 'You have to sign in again.',
};
