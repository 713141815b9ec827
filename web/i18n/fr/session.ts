/** Connexion sur ce téléphone, et les parties de l’application. */
export default {
  'app.tab-box': 'Boîte',
  'app.tab-more': 'Plus',
  'more.title': 'Tout le reste',
  'area.box': 'Lettres, avis et documents',
  'area.notifications': 'Faire sonner ce téléphone quand un service vous demande',
  'area.services': 'À qui vous avez transmis vos données',
  'area.history': 'Où vous vous êtes connecté',
  'area.trail': 'Tout ce qui est arrivé à votre identité',
  'session.title': 'Tapez votre code à 4 chiffres',
  'session.lead': 'Il ouvre ce qui n’est qu’à vous, dans ce navigateur, pour un temps.',
  'session.lead-certificate': 'Votre téléphone présente en même temps son certificat d’AUTHENTIFICATION.',
  'session.certificate': 'Il faut ici un certificat',
  'session.certificate-lead':
    'Vous êtes connecté par votre code seul. Cette étape demande aussi votre certificat d’AUTHENTIFICATION ; la demande prend une minute.',
  'session.certificate-again': 'Vous venez d’en obtenir un ?',
  'session.certificate-again-text':
    'Tapez à nouveau votre code : votre téléphone présentera le nouveau certificat.',
  'session.ended': 'Vous avez été déconnecté',
  'session.fresh': 'Tapez encore une fois votre code',
  'session.kept': 'Tout ce qui est sur la page est conservé. Tapez votre code pour continuer.',
};
