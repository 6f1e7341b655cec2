//! Logic gates over a SAT solver's variables.

use batsat::{BasicSolver, Lit, SolverInterface, lbool};

/// A solver, and gates that were built in it.
pub(super) struct Circuit {
    solver: BasicSolver,
    yes: Lit,
}

impl Circuit {
    pub fn new() -> Self {
        let mut solver = BasicSolver::default();
        let yes = Lit::new(solver.new_var_default(), true);
        let mut circuit = Self { solver, yes };
        circuit.require([yes]);
        circuit
    }

    /// What is always true.
    pub fn yes(&self) -> Lit {
        self.yes
    }

    /// Something that may be true or false.
    pub fn free(&mut self) -> Lit {
        Lit::new(self.solver.new_var_default(), true)
    }

    /// At least one of these is true.
    pub fn require(&mut self, any: impl IntoIterator<Item = Lit>) {
        // A solver that finds a contradiction says so again at every question.
        let _ = self.solver.add_clause_reuse(&mut any.into_iter().collect());
    }

    /// Exactly one of these is true.
    pub fn require_one(&mut self, of: &[Lit]) {
        self.require(of.iter().copied());
        for (place, one) in of.iter().enumerate() {
            for other in of.iter().skip(place + 1) {
                self.require([!*one, !*other]);
            }
        }
    }

    /// Whether at least one is true.
    pub fn any(&mut self, of: &[Lit]) -> Lit {
        match of {
            [] => !self.yes,
            [only] => *only,
            _ => {
                let any = self.free();
                self.require(of.iter().copied().chain([!any]));
                of.iter().for_each(|one| self.require([!*one, any]));
                any
            }
        }
    }

    /// Whether all are true.
    pub fn all(&mut self, of: &[Lit]) -> Lit {
        let none: Vec<Lit> = of.iter().map(|one| !*one).collect();
        !self.any(&none)
    }

    /// Whether all of these can be true at once; then [`Self::is`] tells how.
    pub fn can(&mut self, all: &[Lit]) -> bool {
        self.solver.solve_limited(all) == lbool::TRUE
    }

    /// After [`Self::can`] said yes: whether this is true in the example that was found.
    pub fn is(&self, lit: Lit) -> bool {
        self.solver.value_lit(lit) == lbool::TRUE
    }

    /// After [`Self::can`] said no: whether this was one of those that can't be true together.
    pub fn is_to_blame(&self, lit: Lit) -> bool {
        self.solver.unsat_core_contains_var(lit.var())
    }
}
