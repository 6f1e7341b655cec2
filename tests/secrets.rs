//! Secrets in what people paste. None of these was ever a secret: they are made up, or from a vendor's documentation.

#![cfg(not(target_arch = "wasm32"))]

use login_help::words::{Marks, redact};
use proptest::prelude::*;

const MARKS: Marks = Marks { password: "[password]", key: "[key]", code: "[code]" };

/// Each with what is left of it.
const SECRETS: &[(&str, &str)] = &[
    // Keys that show by how they begin.
    ("my key SG.abcdefghijklmnop.QRSTUVWXYZ0123456789abcdef is refused", "my key [key] is refused"),
    ("(SG.n9Yq3mTtR2aKXw5b8cVdZQ.x1y2z3)", "([key])"),
    ("sk_live_4eC39HqLyjWDarjtT1zdp7dc", "[key]"),
    ("xoxb-123456789012-abcdefGHIJKLmnop", "[key]"),
    ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", "[key]"),
    ("AKIAIOSFODNN7EXAMPLE and nothing else", "[key] and nothing else"),
    ("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmNHl0w5N", "token [key]"),
    // Keys that are announced.
    ("Authorization: Bearer 7Fjfp0ZBr1KtDRbnfVdmIw", "Authorization: Bearer [key]"),
    ("-H 'authorization: bearer abcd1234efgh'", "-H 'authorization: bearer [key]'"),
    ("Authorization: Basic dXNlcjpodW50ZXIy", "Authorization: Basic [key]"),
    ("AUTH PLAIN AGFwaWtleQBodW50ZXIy", "AUTH PLAIN [key]"),
    ("AUTH LOGIN dXNlcm5hbWU6cGFzcw==", "AUTH LOGIN [key]"),
    ("SENDGRID_API_KEY=abc123def456 node send.js", "SENDGRID_API_KEY=[key] node send.js"),
    ("\"apiKey\": \"0a1b2c3d4e5f\"", "\"apiKey\": \"[key]\""),
    ("client_secret=s3cr3ts3cr3t", "client_secret=[key]"),
    ("X-Api-Key: 0a1b2c3d4e5f6071", "X-Api-Key: [key]"),
    ("mein API-Schlüssel ist 0a1b2c3d4e5f", "mein API-Schlüssel ist [key]"),
    // Passwords.
    ("password: hunter2", "password: [password]"),
    ("Password = sunshine", "Password = [password]"),
    ("user bob\npass: sunshine\nhost smtp", "user bob\npass: [password]\nhost smtp"),
    (
        "{\"username\":\"apikey\",\"password\":\"correct horse\"}",
        "{\"username\":\"apikey\",\"password\":\"[password]\"}",
    ),
    ("{\\\"password\\\":\\\"hunter2\\\"}", "{\\\"password\\\":\\\"[password]\\\"}"),
    ("smtp_password='hunter2'", "smtp_password='[password]'"),
    ("$mail->Password = 'hunter2';", "$mail->Password = '[password]';"),
    ("my password is Hunter!2 and it worked", "my password is [password] and it worked"),
    ("curl -u bob:hunter2 https://api.example.com", "curl -u bob:[password] https://api.example.com"),
    ("smtp://apikey:hunter2@smtp.sendgrid.net:587", "smtp://apikey:[password]@smtp.sendgrid.net:587"),
    ("Passwort: Müller12", "Passwort: [password]"),
    ("Mein Kennwort lautet Geh3im!", "Mein Kennwort lautet [password]"),
    ("contraseña: girasol7", "contraseña: [password]"),
    ("mi clave es girasol7", "mi clave es [password]"),
    ("mot de passe : tournesol7", "mot de passe : [password]"),
    ("minha senha é girassol7", "minha senha é [password]"),
    ("パスワードはhunter2です", "パスワードは[password]です"),
    ("パスワード：hunter2", "パスワード：[password]"),
    ("كلمة المرور: hunter2", "كلمة المرور: [password]"),
    // One-time codes.
    ("code 123456 is refused", "code [code] is refused"),
    ("my 2FA code is 123 456", "my 2FA code is [code]"),
    ("Verification code: 482913.", "Verification code: [code]."),
    ("OTP=4821", "OTP=[code]"),
    ("Bestätigungscode 482913 falsch", "Bestätigungscode [code] falsch"),
    ("código: 482913", "código: [code]"),
    ("認証コードは482913でした", "認証コードは[code]でした"),
    ("رمز 482913", "رمز [code]"),
    // Tokens in links.
    ("https://app.example.com/reset?token=Zx81aB77&x=1", "https://app.example.com/reset?token=[key]&x=1"),
    ("https://app.example.com/password=hunter2", "https://app.example.com/password=[password]"),
    ("https://app.example.com/invite/a81bc81bdead4e5dabff90865d1e13b1", "https://app.example.com/invite/[key]"),
    ("http://h.example/cb?code=4x0AX4XfWh&state=1", "http://h.example/cb?code=[code]&state=1"),
    ("https://x.example/?upn=u001.Jx7qK2mNpR4tV6wY8zA1bC3dE5fG", "https://x.example/?upn=[key]"),
];

const HARMLESS: &[&str] = &[
    "",
    "I forgot my password",
    "my password is wrong",
    "my password is not working, what now?",
    "Password: incorrect",
    "Invalid password: please try again",
    "The password is case-sensitive",
    "Password must be at least 16 characters",
    "password: ********",
    "password: <your password>",
    "password=${SENDGRID_PASSWORD}",
    "SENDGRID_API_KEY=process.env.SENDGRID_API_KEY",
    "api_key: os.environ.get('SENDGRID_API_KEY')",
    "{\"password\": null}",
    "{\"password\":[\"can't be blank\"]}",
    "Permission denied, wrong credentials",
    "535 Authentication failed: Bad username / password",
    "535 5.7.8 Authentication credentials invalid",
    "550 Unauthenticated senders not allowed",
    "451 Authentication failed: Maximum credits exceeded",
    "Error code 20003",
    "error code: 60203",
    "HTTP status code: 401",
    "código de error: 60203",
    "the code never arrives",
    "invalid verification code",
    "code 535",
    "keyboard: QWERTY-1234567890",
    "The provided authorization grant is invalid, expired, or revoked",
    "Basic authentication is no longer supported",
    "Bearer token required",
    "token: expired",
    "AUTH LOGIN PLAIN",
    "334 VXNlcm5hbWU6",
    "from 203.0.113.7 at 2024-05-01T10:00:00Z",
    "X-Message-Id: 14c5d75ce93.dfd.64b469.filter0001.16648",
    "https://app.sendgrid.com/settings/sender_auth/domains/12345",
    "https://status.sendgrid.com/incidents/0mkd9ylhl2xm",
    "https://support.sendgrid.com/hc/en-us/articles/1260807211170",
    "    at Client.<anonymous> (/app/node_modules/@sendgrid/client.js:142:29)",
    "request id 5f2b1c3e-7a4d-4c1b-9a55-0e3f1d2c4b6a",
    "Passwort falsch",
    "Mein Passwort ist abgelaufen",
    "mi contraseña es incorrecta",
    "mon mot de passe est refusé",
    "パスワードが違います",
    "パスワード：間違い",
    "كلمة المرور غير صحيحة",
    "asia-southeast1-docker.pkg.dev/project-1/app",
    "pinned 4821 messages",
];

#[test]
fn what_is_secret_is_taken_out_and_the_rest_stays() {
    for (text, left) in SECRETS {
        assert_eq!(redact(text, MARKS).as_deref(), Some(*left), "{text}");
    }
    assert!(SECRETS.len() >= 40);
}

#[test]
fn what_is_no_secret_stays_as_it_is() {
    for text in HARMLESS {
        assert_eq!(redact(text, MARKS), None, "{text}");
    }
    assert!(HARMLESS.len() >= 40);
}

#[test]
fn what_is_left_of_a_text_has_no_secret() {
    for (_, left) in SECRETS {
        assert_eq!(redact(left, MARKS), None);
    }
}

proptest! {
    #[test]
    fn around_a_secret_everything_stays(before in "[a-zé日 \n]{0,40}", after in "[a-zé日 \n]{0,40}") {
        let text = format!("{before} SG.abcdefghijklmnop.QRSTUVWXYZ0123456789 {after}");
        prop_assert_eq!(redact(&text, MARKS), Some(format!("{before} [key] {after}")));
    }

    #[test]
    fn any_text_is_gone_through(text in any::<String>(), parts in prop::collection::vec(prop::sample::select(vec![
        "password", ":", "=", "://", "@", "/", "-u ", "SG.", "\"", " ", "is", "コード", "1234567",
    ]), 0..30)) {
        let text = text + &parts.concat();
        prop_assert!(redact(&text, MARKS).is_none_or(|left| left != text));
    }
}
