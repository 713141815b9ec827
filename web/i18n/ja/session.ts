/** この電話でのログインと、アプリの各部。 */
export default {
  'app.tab-box': '私書箱',
  'app.tab-more': 'その他',
  'more.title': 'そのほか',
  'area.box': '書留、お知らせ、書類',
  'area.services': '情報を渡した相手',
  'area.history': 'サインインの記録',
  'area.trail': 'あなたの身元に起きたことすべて',
  'session.title': '4桁の暗証番号を入力',
  'session.lead': 'あなただけのものを、このブラウザーでしばらくの間開きます。',
  'session.lead-certificate': '同時に、電話がAUTHENTICATION証明書を示します。',
  'session.certificate': 'ここでは証明書が必要です',
  'session.certificate-lead':
    '暗証番号だけでログインしています。この手続きにはAUTHENTICATION証明書も必要です。申請は1分で済みます。',
  'session.certificate-again': '取得したばかりですか',
  'session.certificate-again-text': 'もう一度暗証番号を入力すると、電話が新しい証明書を示します。',
  'session.ended': 'ログアウトされました',
  'session.fresh': 'もう一度暗証番号を入力',
  'session.kept': 'ページの内容はそのまま残っています。暗証番号を入力して続けてください。',
};
