/** 電話でのログイン、証明書、署名鍵、窓口 */
export default {
  'next.log-in': 'PINでログインする',
  'next.log-in-with-certificate': '証明書でログインする',
  'next.apply-for-certificate': '証明書を申請する',

  'problem.not-signed-in': 'ログインしていません。スマートフォンで4桁のPINを入力してログインしてください。',
  'problem.session-not-fresh':
    '前回のPIN入力から10分以上たちました。この手続きにはもう一度4桁のPINを入力してください。',
  'problem.certificate-needed':
    '利用者証明用証明書でのログインが必要です。もう一度ログインしてください。有効な証明書がない場合は、先に申請してください。',
  'problem.authentication-certificate-none':
    'このサービスは利用者証明用証明書を求めていますが、このスマートフォンにはありません。申請してから、ここで承認してください。',
  'problem.authentication-certificate-suspended':
    '利用者証明用証明書は停止中です。停止を解除するか、窓口へお越しください。',
  'problem.authentication-certificate-revoked':
    '利用者証明用証明書は失効しました。新しく申請してから、ここで承認してください。',
  'problem.authentication-certificate-expired':
    '利用者証明用証明書の有効期限が切れました。更新してから、ここで承認してください。',
  'event.account.logged-in': 'スマートフォンでログインしました',

  'approval.by-certificate': '利用者証明用証明書でログインします。',

  'problem.storage-not-possible':
    '利用者証明用証明書はスマートフォンの鍵に対して発行されます。ほかの保存先は選べません。',
  'problem.no-phone': '先にスマートフォンでデジタルIDを有効にしてください。',
  'problem.certificate-exists':
    'この種類の有効な証明書をお持ちです。新しい証明書は、有効期間の最後の数か月か、失効後に申請できます。',
  'problem.key-compromised':
    'このスマートフォンの鍵は紛失または漏えいとして届け出られたため、証明書は発行されません。スマートフォンで本人情報を復旧すると、新しい鍵が作られます。',
  'problem.certificate-suspended': 'この種類の証明書は停止中です。先に停止を解除するか、失効させてください。',
  'problem.kind-not-for-organisation': '会社には法人証明書、官公庁には公印証明書が発行されます。',
  'problem.level-too-low':
    'この証明書には保証レベル「substantial」のデジタルIDが必要です。窓口で書類の照合を受け、渡されたコードをプロフィールに入力するとレベルが上がります。',
  'problem.too-young-to-sign': '署名用の証明書は15歳から発行されます。',
  'problem.address-missing':
    '署名用証明書には住所が記載されますが、登録がありません。プロフィールで登録してから申請してください。',
  'problem.proving-document-expired':
    '本人確認に使った書類の有効期限が切れたため、証明書を発行できません。窓口で新しい書類を提示してください。',
  'problem.identity-changing':
    '登録情報の変更が途中で中断されました。プロフィールを開くと完了します。そのあともう一度お試しください。',
  'problem.no-such-certificate': '該当する証明書はありません。',
  'problem.no-such-certificate-application': '該当する申請はありません。もう一度申請してください。',
  'problem.certificate-application-over': 'この申請は期限切れです。もう一度申請してください。',
  'problem.certificate-application-changed':
    'この申請は同時に別の場所で確認されました。ページを読み込み直してください。',
  'problem.attributes-not-confirmed':
    '氏名、性別、生年月日、住所を確認してチェックしてください。証明書に記載されます。',
  'problem.attributes-changed': '表示された内容と登録内容が異なります。もう一度確認してください。',
  'problem.certificate-over': 'この証明書はすでに終了しています。',
  'problem.certificate-not-suspended': 'この証明書は停止されていません。',
  'problem.suspended-by-counter': 'この証明書は窓口で停止されました。解除できるのは窓口だけです。',
  'problem.too-many-signing-keys': 'このデジタルIDで作成された署名鍵が多すぎます。サポートへご連絡ください。',
  'problem.no-such-signing-key': '該当する署名鍵はありません。この端末でもう一度証明書を申請してください。',
  'problem.signing-password-wrong': '署名用パスワードが違います。',
  'problem.signing-password-locked':
    '署名用パスワードは続けて間違えたためロックされました。窓口で解除するか、新しいパスワードで証明書を申請し直してください。',
  'problem.signing-certificate-none': 'この鍵にはまだ証明書がありません。先に申請を完了してください。',
  'problem.signing-certificate-suspended':
    'この鍵の証明書は停止中のため署名できません。停止を解除するか、窓口へお越しください。',
  'problem.signing-certificate-revoked':
    'この鍵の証明書は失効したため、もう署名できません。新しい証明書を申請してください。',
  'problem.signing-certificate-expired':
    'この鍵の証明書は有効期限が切れました。新しい証明書を申請してください。',
  'problem.level-already-substantial': '保証レベルはすでに「substantial」です。',
  'field.attributes-changed': '表示された内容と異なります。もう一度確認してください。',
  'event.account.changed': '登録情報が変更されました',
  'event.account.level-raised': '窓口のコードで保証レベルが上がりました',
  'event.pin.unlocked': '窓口でPINのロックが解除されました',
  'event.certificate.applied': '証明書を申請しました',
  'event.certificate.confirmed': '証明書の申請を確認しました',
  'event.certificate.issued': '証明書が発行されました',
  'event.certificate.revoked': '証明書が失効しました',
  'event.certificate.suspended': '証明書が停止されました',
  'event.certificate.lifted': '証明書の停止が解除されました',
  'event.certificate.holder-told': '証明書の状態をお知らせしました',
  'event.signing-share.created': '署名鍵が作成されました',
  'event.signing-share.released': '署名鍵が使われました',
  'event.signing-password.locked': '署名用パスワードが5回の誤入力でロックされました',
  'event.signing-password.unlocked': '窓口で署名用パスワードのロックが解除されました',
  'event.registry.searched': '窓口でデジタルIDが検索されました',
  'event.registry.person-shown': '窓口で登録情報が閲覧されました',
  'event.registry.upgrade-code-issued': '窓口で書類が照合され、コードが渡されました',
  'event.organisation.decided': '組織の登録が審査されました',
  'acr.urn:guichet:acr:authentication-certificate': '証明書による',
} as const;
