/** `login_hint` (OIDC Core §3.1.2.1) is a suggestion: kept only when it looks like a phone number, as digits. */
export function phoneHintOf(loginHint: string | undefined): string | undefined {
  const phone = loginHint?.replace(/^tel:/, '').replace(/[ ().-]/g, '');
  return phone !== undefined && /^\+?\d{6,16}$/.test(phone) ? phone : undefined;
}
