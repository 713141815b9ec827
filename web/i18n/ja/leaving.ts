/** Words of changing the code, of taking one's data along and of leaving. */
export default {
  'account.pin-title': 'PINを変更する',
  'account.pin-text': '4桁のPIN',
  'account.pin-current': '現在のPINを入力してください',
  'account.pin-current-lead': '続いて新しいPINを決めます。',
  'account.pin-new': '新しいPINを決めてください',
  'account.pin-done': 'PINを変更しました',
  'account.pin-done-lead': '今後は新しいPINのみ有効です。メールでもお知らせします。',
  'field.pin-unchanged': '現在と同じPINです。',
  'problem.pin-unchanged': '現在と同じPINです。別のPINを決めてください。',
  'problem.pin-changed-elsewhere':
    '同時に別の場所でPINが変更されたか、ロックされました。最後に決めたPINでログインしてください。',
  'event.pin.changed': 'PINが変更されました',
  'event.identity.suspended': '窓口でデジタルIDが利用停止になりました',
  'event.identity.suspension-lifted': 'デジタルIDの利用停止が解除されました',
  'account.export-title': '自分のデータを持ち出す',
  'account.export-text': '保存されている情報のすべてを1つのファイルで',
  'account.export-lead':
    'あなたについて保存されている情報をすべて1つのファイルにまとめます。ご自身で読むことも、ほかのサービスに読み込ませることもできます（JSON）。',
  'account.export-holds':
    '本人情報、携帯電話、利用中のサービス、ログイン履歴、証明書、申請、引っ越し、私書箱、記録のすべてが含まれます。',
  'account.export-not':
    '含まれないもの：PINと鍵（誰も表示できません）、登録時の画像（審査担当者だけが見て、期限が来ると自動で消去されます）、私書箱のファイル（私書箱からダウンロードできます）。',
  'account.export-careful': 'ファイルは、ご自身だけが読める場所に保管してください。',
  'account.export-make': 'ファイルを作る',
  'account.export-making': 'データを集めています…',
  'account.export-done': 'ファイルができました。ダウンロードフォルダーをご確認ください。',
  'account.close-title': 'アカウントを閉鎖してデータを消去する',
  'account.close-text': '元に戻せません',
  'account.close-lead':
    'いつでも戻れますが、登録は最初からやり直しになり、サービスからは別人として扱われます。',
  'account.close-goes': 'なくなるもの',
  'account.close-goes-identity':
    '本人情報、住所、電話番号、PIN。すぐに一切使えなくなり、数分以内に消去されます。',
  'account.close-goes-services':
    'ログインしたことのあるすべてのサービスに通知します。サービス側の情報の消去は、各サービスへお申し出ください。',
  'account.close-goes-certificates': '証明書は失効します。それまでに行った署名は有効なままです。',
  'account.close-goes-box':
    '私書箱と、その中のすべての書状・書類。受け取り待ちの書留は不在扱いとなり、期限はそのまま進みます。',
  'account.close-goes-rest': '下書き、引っ越し、テスト用の人物、サンドボックスのサービス。',
  'account.close-stays': '法律により残すもの',
  'account.close-stays-record': '何がいつ起きたかの記録（お名前の代わりに番号のみ、10年間）。',
  'account.close-stays-certificates': '証明書の番号・日付・失効の情報（ほかの人が署名を検証するため）。',
  'account.close-stays-evidence': '書留の発送と受け取りの証拠（差出人のため、10年間）。',
  'account.close-stays-pictures': '登録時の画像（期限まで）と、35日間のバックアップ。',
  'account.close-export': '先にデータを持ち出す',
  'account.close-first': 'あなたを必要としている方がいます。先に次のことを済ませてください。',
  'account.close-organisation': '「{name}」の引き継ぎ：窓口で別の代表者を届け出てください。',
  'account.close-service': 'サービス「{name}」を廃止するか、サポートに引き継ぎを依頼してください。',
  'account.close-application': '{name}の回答を待つか、申請を取り下げてください。',
  'account.close-word': '確認のため「{word}」と入力してください',
  'account.close-do': 'アカウントを完全に閉鎖する',
  'account.closed-title': 'アカウントを閉鎖しました',
  'account.closed-lead':
    '今後は誰もログインできません。登録情報の消去を進めています。最後にメールでお知らせします。',
  'account.closed-home': 'トップページへ',
  'label.confirmation': '確認',
  'field.confirmation-wrong': '表示された言葉を正確に入力してください。',
  'problem.hand-over-first':
    '先に、組織の引き継ぎ、本番サービスの廃止、または行政の回答をお待ちいただく必要があります。',
  'event.account.closed': 'アカウントを閉鎖しました',
  'event.account.erased': 'データが消去されました',
  'event.account.exported': 'データを持ち出しました',
  'account.close-confirm-word': '削除',
};
