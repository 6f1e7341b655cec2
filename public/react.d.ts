/** Makes `<login-help>` known where React's elements are typed: `import type {} from "login-help/react"`, in any one file. */
import type { HTMLAttributes, RefAttributes } from "react";

import type { LoginHelp, LoginHelpAttributes } from "./login-help.js";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "login-help": HTMLAttributes<LoginHelp> & RefAttributes<LoginHelp> & LoginHelpAttributes;
    }
  }
}
