/** Mots de `/app/account` : ce que chacun change de son propre compte. */
export default {
  'app.tab-account': 'Mon compte',
  'area.account': 'Adresse e-mail, numéro de téléphone, code, et vos données.',
  'account.title': 'Mon compte',
  'account.lead': 'Ce que vous pouvez changer vous-même.',
  'account.email-title': 'Changer mon adresse e-mail',
  'account.phone-title': 'Changer mon numéro de téléphone',
};
