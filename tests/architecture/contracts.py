"""Two kinds of import contract that import-linter lacks; `.importlinter` says where they hold."""

from typing import Any

import grimp
from importlinter import Contract, ContractCheck, fields, output
from importlinter.contracts.layers import LayersContract
from importlinter.domain.helpers import module_expressions_to_modules
from importlinter.domain.imports import ModuleExpression

HISTORY = "migrations"


class Anatomy(LayersContract):
    """Layers inside each of the containers that are there; ``except_containers`` have a shape of their own."""

    type_name = "anatomy"

    except_containers = fields.SetField(subfield=fields.ModuleExpressionField(), required=False)

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        """Check the containers that are packages today."""
        listed: Any = self.containers
        excepted: Any = self.except_containers
        wanted = module_expressions_to_modules(graph, listed) - module_expressions_to_modules(graph, excepted or ())
        packages = {module.name for module in wanted if module.name in graph.modules}
        self.containers = [ModuleExpression(name) for name in sorted(packages) if graph.find_children(name)]
        if not self.containers:
            return ContractCheck(kept=True, metadata={"invalid_dependencies": [], "undeclared_modules": set()})
        return super().check(graph, verbose)


class OwnFolderOnly(Contract):
    """Code of a folder is imported from outside only through its ``doors`` or when it is a ``pure`` module.

    Migrations are history and name modules as Django wrote them; they are not read.
    """

    type_name = "own_folder_only"

    packages = fields.ListField(subfield=fields.StringField())
    doors = fields.SetField(subfield=fields.StringField())
    pure = fields.SetField(subfield=fields.StringField())

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        """List every import that climbs over a fence."""
        packages: Any = self.packages
        folders = [
            folder for package in packages if package in graph.modules for folder in graph.find_children(package)
        ]
        wrong = [
            f"{importer} -> {module}"
            for folder in folders
            for module in {folder, *graph.find_descendants(folder)} - self._open_modules(folder)
            for importer in graph.find_modules_that_directly_import(module)
            if not f"{importer}.".startswith(f"{folder}.") and HISTORY not in importer.split(".")
        ]
        return ContractCheck(kept=not wrong, metadata={"wrong": sorted(wrong)})

    def _open_modules(self, folder: str) -> set[str]:
        doors: Any = self.doors
        pure: Any = self.pure
        return {folder, *(f"{folder}.{door}" for door in doors), *pure}

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print the imports and the way out."""
        for line in check.metadata["wrong"]:
            output.print_error(f"- {line}", bold=False)
        output.print("Import it from the folder's api.py, or let that export it.")
