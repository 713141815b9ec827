/** この電話でのログインと、アプリの各部。 */
export default {
  'app.tab-box': '私書箱',
  'app.tab-more': 'その他',
  'more.title': 'そのほか',
  'area.box': '書留、お知らせ、書類',
  'area.notifications': '確認の依頼をこのスマートフォンに通知',
  'area.services': '情報を渡した相手',
  'area.history': 'ログインの記録',
  'area.trail': 'あなたの身元に起きたことすべて',
  'session.title': '4桁のPINを入力',
  'session.lead': 'あなただけのものを、このブラウザーでしばらくの間開きます。',
  'session.lead-certificate': '同時に、スマートフォンが利用者証明用証明書を示します。',
  'session.certificate': 'ここでは証明書が必要です',
  'session.certificate-lead':
    'PINだけでログインしています。この手続きには利用者証明用証明書も必要です。申請は1分で済みます。',
  'session.certificate-again': '取得したばかりですか',
  'session.certificate-again-text': 'もう一度PINを入力すると、スマートフォンが新しい証明書を示します。',
  'session.ended': 'ログアウトされました',
  'session.fresh': 'もう一度PINを入力',
  'session.kept': 'ページの内容はそのまま残っています。PINを入力して続けてください。',
};
