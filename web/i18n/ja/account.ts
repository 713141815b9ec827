/** `/app/account`（自分のアカウントについて変更できること）の言葉。 */
export default {
  'app.tab-account': 'アカウント',
  'area.account': 'メールアドレス、電話番号、PIN、あなたのデータ。',
  'account.title': 'アカウント',
  'account.lead': 'ご自身で変更できることです。',
  'account.email-title': 'メールアドレスを変更する',
  'account.phone-title': '電話番号を変更する',
};
