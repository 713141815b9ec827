/** Words of changing the code, of taking one's data along and of leaving. */
export default {
  'account.pin-title': 'PINを変更する',
  'account.pin-text': '4桁のPIN',
  'account.pin-current': '現在のPINを入力してください',
  'account.pin-current-lead': '続いて新しいPINを決めます。',
  'account.pin-new': '新しいPINを決めてください',
  'account.pin-done': 'PINを変更しました',
  'account.pin-done-lead': '今後は新しいPINのみ有効です。メールでもお知らせします。',
  'account.back': 'アカウントに戻る',
  'field.pin-unchanged': '現在と同じPINです。',
  'problem.pin-unchanged': '現在と同じPINです。別のPINを決めてください。',
  'problem.pin-changed-elsewhere':
    '同時に別の場所でPINが変更されたか、ロックされました。最後に決めたPINでログインしてください。',
  'event.pin.changed': 'PINが変更されました',
  'event.identity.suspended': '窓口でデジタルIDが利用停止になりました',
  'event.identity.suspension-lifted': 'デジタルIDの利用停止が解除されました',
};
