/** `login_hint` (OIDC Core §3.1.2.1) is a suggestion: kept only when it looks like a phone number. */
export function phoneHintOf(loginHint: string | undefined): string | undefined {
  const phone = loginHint?.replace(/^tel:/, '').trim();
  return phone !== undefined && /^\+?[\d ().-]{6,24}$/.test(phone) ? phone : undefined;
}
