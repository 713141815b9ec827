/** Connexion sur le téléphone, certificats, clés de signature, guichet. */
export default {
  'next.log-in': 'Me connecter avec mon code',
  'next.log-in-with-certificate': 'Me connecter avec mon certificat',
  'next.apply-for-certificate': 'Demander un certificat',

  'problem.not-signed-in':
    'Vous n’êtes pas connecté. Connectez-vous sur votre téléphone avec votre code à 4 chiffres.',
  'problem.session-not-fresh':
    'Pour cette étape, saisissez à nouveau votre code à 4 chiffres : plus de dix minutes se sont écoulées.',
  'problem.certificate-needed':
    'Il faut vous connecter avec votre certificat AUTHENTICATION. Reconnectez-vous ; si vous n’en avez pas de valable, demandez-en un d’abord.',
  'problem.authentication-certificate-none':
    'Ce service demande votre certificat AUTHENTICATION et ce téléphone n’en a pas. Demandez-en un, puis approuvez ici.',
  'problem.authentication-certificate-suspended':
    'Votre certificat AUTHENTICATION est suspendu. Levez la suspension, ou allez à un guichet.',
  'problem.authentication-certificate-revoked':
    'Votre certificat AUTHENTICATION a été révoqué. Demandez-en un nouveau, puis approuvez ici.',
  'problem.authentication-certificate-expired':
    'Votre certificat AUTHENTICATION a expiré. Renouvelez-le, puis approuvez ici.',
  'event.account.logged-in': 'Vous vous êtes connecté sur votre téléphone',

  'approval.by-certificate': 'Vous vous connectez avec votre certificat AUTHENTICATION.',
} as const;
