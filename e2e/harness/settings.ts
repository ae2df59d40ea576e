export const SECRET_KEY = 'sk_e2e_only_0123456789abcdef'
export const INGO = { username: 'e2e', secret: 'e2e-secret-not-real', participantId: '12345' }
