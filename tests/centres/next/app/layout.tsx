import type { ReactNode } from "react";
import Link from "next/link";
import { Dark } from "./dark";
import "./site.css";

export const metadata = { title: "Kestrel help" };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <body>
        <nav>
          <Link href="/">Welcome</Link> <Link href="/login">Trouble logging in</Link> <Dark />
        </nav>
        <main>{children}</main>
      </body>
    </html>
  );
}
