"""The commands of `fagspejl round`: one group, a module per act or per family of acts."""
