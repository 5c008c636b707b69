/** Everything Slack may send us by name. The manifest asks for exactly this; a test holds the two together. */
export const command = '/mamori';

/** Global shortcuts, and the form each opens. */
export const shortcuts: Readonly<Record<string, string>> = {
  takeout: 'takeout/new',
  incident: 'incident/new',
  misdirected_mail: 'misdirectedMail/new',
};

/** Message shortcuts, likewise; they take the message along. */
export const messageShortcuts: Readonly<Record<string, string>> = { incident_from_message: 'incident/new' };

/** Subscribed bot events, by the names the manifest uses. */
export const events = ['app_home_opened', 'app_mention', 'message.im', 'team_join', 'user_change'] as const;
