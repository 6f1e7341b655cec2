import type {} from "login-help/react";

export default function Login() {
  return (
    <>
      <h1>Trouble logging in</h1>
      <script type="module" src="/login-help/login-help.js" async />
      <login-help>
        <a href="mailto:help@example.com">Write to us</a>
      </login-help>
      <h2>Before you write to us</h2>
      <p>Nobody at Kestrel asks for your password.</p>
    </>
  );
}
